"""A vendor's catalogue as a student looks through it: some at once, what is chosen in front."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from avatars.models import Face, Voice

FACES_AT_ONCE = 9
VOICES_AT_ONCE = 8
MOST = 600  # a vendor may have thousands; they are searched for rather than shown
LONGEST_SEARCH = 60  # characters


@dataclass(frozen=True)
class Shelf:
    """`more` is how many to show after "Show more"; 0 when these are all."""

    offers: list[Any]
    found: int
    more: int
    any: bool  # whether there is a catalogue at all
    first_new: int  # place of the first that was not shown before; -1 for a new search
    words: str  # that were searched for
    language: str = ""
    languages: tuple[str, ...] = ()


def faces(provider: str, chosen: object, asked: QueryDict) -> Shelf:
    words = _words(asked, "face_words")
    on_offer = Face.objects.on_offer().filter(provider=provider)
    found = on_offer.filter(name__icontains=words)
    return _shelf(on_offer, found, chosen, _count(asked, "faces", FACES_AT_ONCE), words=words)


def voices(provider: str, chosen: object, asked: QueryDict) -> Shelf:
    words = _words(asked, "voice_words")
    on_offer = Voice.objects.on_offer().filter(provider=provider)
    languages = tuple(on_offer.order_by("language").values_list("language", flat=True).distinct())
    language = asked.get("voice_language", "")
    found = on_offer.filter(Q(name__icontains=words) | Q(gender__iexact=words))
    if language in languages:
        found = found.filter(language=language)
    count = _count(asked, "voices", VOICES_AT_ONCE)
    return _shelf(
        on_offer, found, chosen, count, words=words, language=language, languages=languages
    )


def _shelf(
    on_offer: QuerySet[Any], found: QuerySet[Any], chosen: object, count: int, **more: Any
) -> Shelf:
    pk = int(str(chosen)) if str(chosen).isdecimal() and len(str(chosen)) < 19 else None
    first = list(on_offer.filter(pk=pk))
    total = found.count()
    rest = found.exclude(pk=pk)[: count - len(first)]
    step = VOICES_AT_ONCE if on_offer.model is Voice else FACES_AT_ONCE
    return Shelf(
        offers=[*first, *rest],
        found=total,
        first_new=count - step if count > step else -1,
        any=total > 0 or on_offer.exists(),
        more=count + step if total > count and count < MOST else 0,
        **more,
    )


def _words(asked: QueryDict, name: str) -> str:
    return asked.get(name, "").replace("\0", "").strip()[:LONGEST_SEARCH]


def _count(asked: QueryDict, name: str, usual: int) -> int:
    text = asked.get(name, "")
    return min(max(int(text), usual), MOST) if text.isdecimal() and len(text) < 6 else usual
