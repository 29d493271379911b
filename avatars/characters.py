"""Our own interviewers, who are drawn. Pictures are code: a template and a palette in faces.css."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from providers.deepgram_models import voice


@dataclass(frozen=True)
class Character:
    """One of ours. `gender` and `pitch` guide the choice of a voice of the browser's."""

    slug: str
    name: str
    description: str | Promise
    voice: str | Promise  # in words
    aura: str  # Deepgram's voice in English; other languages have one voice each
    gender: str
    pitch: float  # 1 is the voice's own

    @property
    def template(self) -> str:
        return f"avatars/faces/{self.slug}.html"

    def spoken_with(self, language: str) -> str | None:
        """The server's voice for this character, or None in a language without one."""
        return self.aura if language.partition("-")[0].lower() == "en" else voice(language)


CHARACTERS = (
    Character(
        slug="ruth",
        name="Ruth",
        description=_("Asks plainly, and waits for the answer."),
        voice=_("A clear, steady voice"),
        aura="aura-2-thalia-en",
        gender="female",
        pitch=1.0,
    ),
    Character(
        slug="amara",
        name="Amara",
        description=_("Quick and warm, and curious about what you did."),
        voice=_("A bright voice"),
        aura="aura-2-helena-en",
        gender="female",
        pitch=1.15,
    ),
    Character(
        slug="tomasz",
        name="Tomasz",
        description=_("Has interviewed for thirty years, and is in no hurry."),
        voice=_("A deep voice"),
        aura="aura-2-orion-en",
        gender="male",
        pitch=0.8,
    ),
    Character(
        slug="kenji",
        name="Kenji",
        description=_("Friendly and exact. Likes an example."),
        voice=_("A light, even voice"),
        aura="aura-2-apollo-en",
        gender="male",
        pitch=1.05,
    ),
    Character(
        slug="leila",
        name="Leila",
        description=_("Calm, and listens closely."),
        voice=_("A soft, low voice"),
        aura="aura-2-luna-en",
        gender="female",
        pitch=0.9,
    ),
)
USUAL = CHARACTERS[0]


def find(slug: str) -> Character:
    """The character of that name; the usual one where there is none (a persona may outlive it)."""
    return next((each for each in CHARACTERS if each.slug == slug), USUAL)
