"""Which voice an interviewer has where the live one is not to be had."""

from avatars import characters
from avatars.models import Persona, VoiceProvider


def server_voice(persona: Persona | None, language: str) -> str | None:
    """The server's voice for what is said in `language`; None in a language without one.

    What the operator has chosen holds for its own language.
    """
    own = persona.voice if persona else None
    if own and own.provider == VoiceProvider.AURA and _speaks(own.language, language):
        return own.external_id
    return characters.find(persona.character if persona else "").spoken_with(language)


def _speaks(spoken: str, language: str) -> bool:
    return not spoken or spoken.lower()[:2] == language.lower()[:2]
