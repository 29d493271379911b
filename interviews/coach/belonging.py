"""Whether a result belongs to the story before it: shared words, one field of work, he or she.

A result that speaks of what the story was about shares some of its words, or at least its field;
one from elsewhere speaks of other things, and of a "he" nobody has met.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviews.coach import topics
from interviews.coach.answer import Answer
from interviews.coach.fields_of_work import fields_of
from interviews.coach.reading import Line
from interviews.coach.rubric import Part
from interviews.coach.wordlists import word_set

# Measured on answers of our own and on strangers' results put in their place.
LOOSE_TIE = -0.15  # below it something speaks against: other things, or people nobody has met
LEAST_TIE = 0.5
FIRM_TIE = 0.75

SHARED_WORDS = 4.0  # for a result all of whose words the story has prepared
FEWEST_WORDS = 3  # a result of fewer words is taken to have so many
BY_CHANCE, LONG = 0.7, 25  # what a stranger's result of so many words comes to, or more words
SAME_FIELD = 0.5
KNOWN_PERSON, UNKNOWN_PERSON = 0.4, -0.5

# Who "he" and "she" can be, once the story has had one of these.
PEOPLE = (
    (
        word_set("he him his himself"),
        word_set("man boy guy lad chap father dad uncle brother husband gentleman son mr sir"),
    ),
    (
        word_set("she her hers herself"),
        word_set(
            "woman lady girl mother mum aunt sister wife daughter mrs ms miss nan grandmother "
            "waitress"
        ),
    ),
)


def tie(answer: Answer) -> float:
    """From about -1, plainly a stranger's, to 4.5; 0 where nothing speaks for or against it."""
    result = answer.of(Part.RESULT)
    story = answer.of(Part.SITUATION, Part.TASK, Part.ACTION)
    if not result:
        return 0.0
    told, before = _words(result), _words(story)
    return _shared(told, before) + _same_field(told, before) + _same_people(told, before)


def _words(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.words)


def _shared(told: frozenset[str], before: frozenset[str]) -> float:
    subjects = topics.stems(told) - topics.WORKPLACE
    prepared = subjects & topics.stems(before)
    share = len(prepared) / max(FEWEST_WORDS, len(subjects))
    return SHARED_WORDS * share - BY_CHANCE * min(1, len(subjects) / LONG)


def _same_field(told: frozenset[str], before: frozenset[str]) -> float:
    fields, known = fields_of(told), fields_of(before)
    ours, other = len(fields & known), len(fields - known)
    return SAME_FIELD * (ours - other) / max(1, ours + other)


def _same_people(told: frozenset[str], before: frozenset[str]) -> float:
    worth = 0.0
    for pronouns, people in PEOPLE:
        if told & pronouns:
            is_known = bool(before & (pronouns | people))
            worth += KNOWN_PERSON if is_known else UNKNOWN_PERSON
    return worth
