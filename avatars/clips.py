"""Clips: questions and stock phrases filmed beforehand, so that no live minute is paid for them.

A text is known by its hash; the row does not hold it. `filming` makes them.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from avatars.models import Clip, Persona
from avatars.phrases import MOVING_ON, THANKS, THINKING, lines, spoken
from avatars.speech import expected_seconds


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is filmed, in which language: ids of the vendor's."""

    face: str
    voice: str
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """Something to be said."""

    text: str = field(repr=False)
    kind: Clip.Kind = Clip.Kind.QUESTION

    @property
    def text_sha256(self) -> str:
        return fingerprint(self.text)


def fingerprint(text: str) -> str:
    """The same for texts that differ in their spaces only."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def find_clip(text: str, cast: Cast) -> Clip | None:
    """The clip in which this is said, if there is one to be played."""
    ready = Clip.objects.filter(status=Clip.Status.READY).exclude(video="")
    return ready.filter(
        face=cast.face,
        voice=cast.voice,
        language=cast.language,
        text_sha256=fingerprint(text),
    ).first()


def cast_of(persona: Persona, language: str) -> Cast | None:
    """How an interviewer is filmed in a language; None for one who is not."""
    if not (persona.clip_face and persona.clip_voice):
        return None
    return Cast(persona.clip_face, persona.clip_voice, language)


def phrases(persona: Persona | None = None) -> list[Line]:
    """The stock phrases: greeting, thinking, thanks, moving on, good-bye."""
    said = [spoken(THANKS), spoken(MOVING_ON)]
    if persona is None:
        said += [spoken(each) for each in THINKING]
    else:
        said += [*persona.phrases, *lines(persona.opening_words), *lines(persona.closing_words)]
    return [Line(text, Clip.Kind.PHRASE) for text in said]


@dataclass(frozen=True, slots=True)
class Plan:
    cast: Cast
    to_order: list[Line]  # paid for when ordered
    on_the_way: int  # ordered by a run that broke off
    unclear: int  # of `to_order`: ordered, but it was never heard whether that arrived
    ready: int
    seconds: float  # of film to be paid for, estimated
    price: Decimal


def plan(wanted: Iterable[Line], cast: Cast, *, price_per_second: float) -> Plan:
    """What is missing, and what it will cost, roughly."""
    by_hash = {line.text_sha256: line for line in wanted if line.text.strip()}
    rows = {row.text_sha256: row for row in filmed(cast).filter(text_sha256__in=by_hash)}
    states = {key: rows[key].status if key in rows else "" for key in by_hash}
    kept = {Clip.Status.READY.value, Clip.Status.ORDERED.value}
    to_order = [line for key, line in by_hash.items() if states[key] not in kept]
    seconds = sum(expected_seconds(line.text) for line in to_order)
    count = list(states.values()).count
    return Plan(
        cast=cast,
        to_order=to_order,
        on_the_way=count(Clip.Status.ORDERED.value),
        unclear=count(Clip.Status.ORDERING.value),
        ready=count(Clip.Status.READY.value),
        seconds=seconds,
        price=price(seconds, price_per_second),
    )


def filmed(cast: Cast) -> QuerySet[Clip]:
    """Everything there is of these, ready or not."""
    return Clip.objects.filter(face=cast.face, voice=cast.voice, language=cast.language)


def price(seconds: float, price_per_second: float) -> Decimal:
    return (Decimal(str(price_per_second)) * Decimal(str(seconds))).quantize(Decimal("0.0001"))
