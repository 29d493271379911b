"""Questions spoken aloud, in a voice that speaks their language."""

from avatars.aloud import Speaker, spoken
from providers.deepgram_models import voice


async def spoken_question(text: str, language: str, speaker: Speaker) -> bytes | None:
    """The question as MP3; None in a language without a voice. Raises ProviderError."""
    chosen = voice(language)
    return await spoken(text, voice=chosen, speaker=speaker) if chosen else None
