"""An interviewer's first words, to hear the voice before choosing it."""

from django.utils.translation import gettext

from avatars.aloud import Speaker, spoken
from avatars.models import Persona
from avatars.voices import server_voice


def greeting(persona: Persona) -> str:
    return gettext("Hello, I am %(name)s. I will ask you the questions.") % {"name": persona.name}


async def spoken_greeting(persona: Persona, speaker: Speaker) -> bytes | None:
    """As MP3; None in a language without a voice. Raises ProviderError."""
    voice = server_voice(persona, persona.language)
    return await spoken(greeting(persona), voice=voice, speaker=speaker) if voice else None
