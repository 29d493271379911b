"""Which of Deepgram's models hears which language, and with which options.

https://developers.deepgram.com/docs/models-languages-overview
"""

from collections.abc import Sequence
from dataclasses import dataclass

NEWEST = "nova-3"
BEFORE = "nova-2"  # for those who set it; where it is deaf, the newest is asked


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOVA_3 = _codes(
    """
    be bg bn bs ca cs da da-DK de de-CH el en en-AU en-GB en-IN en-NZ en-US es es-419 et fa fi
    fr fr-CA gu gu-IN he hi hr hu id it ja kk kk-KZ kn ko ko-KR lt lv mk mr ms ne nl nl-BE no pa
    pa-IN pl pt pt-BR pt-PT ro ru sk sl sr sv sv-SE ta te th th-TH tl tr uk ur vi zh zh-CN zh-HK
    zh-Hans zh-Hant zh-TW
    """
)
NOVA_2 = _codes(
    """
    bg ca cs da da-DK de de-CH el en en-AU en-GB en-IN en-NZ en-US es es-419 et fi fr fr-CA hi hu
    id it ja ko ko-KR lt lv ms nl nl-BE no pl pt pt-BR pt-PT ro ru sk sv sv-SE th th-TH tr uk vi
    zh zh-CN zh-HK zh-Hans zh-Hant zh-TW
    """
)
HEARD_BY = {NEWEST: NOVA_3, BEFORE: NOVA_2}

VOICES = {
    "de": "aura-2-viktoria-de",
    "en": "aura-2-thalia-en",
    "es": "aura-2-celeste-es",
    "fr": "aura-2-agathe-fr",
    "it": "aura-2-livia-it",
    "ja": "aura-2-izanami-ja",
    "nl": "aura-2-rhea-nl",
}

# "Up to 500 tokens in total": a token is at least a character, usually four.
MOST_KEY_TERMS = 40
LONGEST_KEY_TERM = 40  # characters


class LanguageNotSupported(ValueError):
    """No model hears this language."""


@dataclass(frozen=True)
class Hearing:
    """What to ask of Deepgram for one language."""

    model: str
    language: str
    takes_key_terms: bool
    takes_fillers: bool

    def key_terms(self, terms: Sequence[str]) -> list[str] | None:
        """The terms this model can be told to expect, or None."""
        if not self.takes_key_terms:
            return None
        tidy = dict.fromkeys(" ".join(term.split())[:LONGEST_KEY_TERM] for term in terms)
        return [term for term in tidy if term][:MOST_KEY_TERMS] or None


def hearing(language: str, model: str = NEWEST) -> Hearing:
    """The model for a language, `model` where it can. Raises LanguageNotSupported.

    A region no model knows (`es-MX`) is heard as its language. A model this list does not know
    is taken at its word, so that a new one can be used before we have heard of it.
    """
    if model not in HEARD_BY:
        return _hearing(model, _tidy(language))
    wanted = _tidy(language)
    for candidate in (wanted, wanted.partition("-")[0]):
        for name in (model, NEWEST):
            if candidate in HEARD_BY[name]:
                return _hearing(name, candidate)
    raise LanguageNotSupported(f"Speech in the language {language!r} cannot be transcribed.")


def _hearing(model: str, language: str) -> Hearing:
    """https://developers.deepgram.com/docs/keyterm and /docs/filler-words"""
    return Hearing(
        model=model,
        language=language,
        takes_key_terms=model.startswith(NEWEST),
        takes_fillers=language.partition("-")[0] == "en",
    )


def _tidy(language: str) -> str:
    """`en_gb` and `EN-gb` are `en-GB`; a script is written `Hans`."""
    name, _, region = language.strip().replace("_", "-").partition("-")
    if not region:
        return name.lower()
    return f"{name.lower()}-{region.title() if len(region) == 4 else region.upper()}"


def voice(language: str) -> str | None:
    """A voice that speaks the language, or None."""
    return VOICES.get(_tidy(language).partition("-")[0])
