"""What an interviewer says, spoken by the server in that interviewer's voice."""

from avatars.aloud import Speaker, spoken, spoken_once
from avatars.models import Persona
from avatars.voices import server_voice


async def spoken_question(
    text: str, language: str, speaker: Speaker, persona: Persona | None = None
) -> bytes | None:
    """The question as MP3; None in a language without a voice. Raises ProviderError."""
    chosen = server_voice(persona, language)
    return await spoken(text, voice=chosen, speaker=speaker) if chosen else None


async def spoken_reply(
    text: str, language: str, speaker: Speaker, persona: Persona | None = None
) -> bytes | None:
    """As a question, but kept nowhere: it quotes the student."""
    chosen = server_voice(persona, language)
    return await spoken_once(text, voice=chosen, speaker=speaker) if chosen else None
