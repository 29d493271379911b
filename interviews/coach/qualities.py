"""Relevance, specificity and reflection: what is judged over the whole answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from interviews.coach import topics
from interviews.coach.answer import Answer, Evidence
from interviews.coach.belonging import LEAST_TIE, LOOSE_TIE, tie
from interviews.coach.cues import numbers
from interviews.coach.phrases import Cue
from interviews.coach.reading import Line
from interviews.coach.rubric import Part, Question, ResponseType
from interviews.coach.sentences import words_in
from interviews.coach.verbs import Kind
from interviews.coach.wordlists import word_set

# How near to what was asked an answer must be for relevance 3, 4 and 5: `topics.nearness`.
RELEVANCE_STEPS = (0.05, 1, 2)
PLAINLY = 2.0  # nearness to another subject
OWN_WORD = 0.3  # of the question, in an answer's nearness to it
EXPECTED_WORD = 0.15  # of the guidance to the question
SPECIFICITY_STEPS = (1, 3, 5, 8)

PEOPLE_AND_TOOLS = word_set(
    "supervisor tutor lecturer professor nurse doctor sister matron consultant pharmacist patient "
    "customer client parent mother father pupil teacher headteacher headmaster landlord neighbour "
    "receptionist chef waiter cashier driver engineer developer designer director intern "
    "apprentice teammate flatmate spreadsheet checklist rota dashboard script database email "
    "phone whiteboard poster prototype survey questionnaire form invoice chart diagram calendar "
    "logs server till stockroom kitchen library laboratory lab warehouse classroom clinic"
)

REFLECTIVE = frozenset({"failure", "feedback", "learning"})


def relevance(question: Question, answer: Answer) -> int | None:
    """1 to 5, or None where the question names no subject to compare with."""
    asked, own = _asked_about(question)
    if not asked and not own:
        return None
    if answer.type is ResponseType.NONE:
        return 1
    if _is_of_another(question, answer):
        return 1
    near = 1 + _steps(nearness(question, answer), RELEVANCE_STEPS)
    return min(near, _most_relevant(answer))


def _is_of_another(question: Question, answer: Answer) -> bool:
    """Whether it plainly speaks of something else; few words on the subject prove nothing."""
    asked, own = _asked_about(question)
    words = [word for line in answer.counted for word in line.words]
    if not asked or not asked <= topics.UNMISTAKABLE:
        return False
    if topics.touched_on(words, asked) or topics.stems(words) & own:
        return False
    others = (topics.nearness(words, [topic]) for topic in topics.TOPICS.keys() - asked)
    return max(others) >= PLAINLY


def nearness(question: Question, answer: Answer) -> float:
    """How much an answer speaks of what was asked rather than of other things; about 0 if not."""
    asked, own = _asked_about(question)
    words = [word for line in answer.counted for word in line.words]
    told = topics.stems(words)
    expected = topics.stems(word.text for word in words_in(question.guidance)) - own
    return (
        topics.nearness(words, asked)
        + OWN_WORD * len(told & own)
        + EXPECTED_WORD * len(told & expected)
    )


def _asked_about(question: Question) -> tuple[frozenset[str], frozenset[str]]:
    """The subjects of a question, and the stems of its own words."""
    words = [word.text for word in words_in(f"{question.text} {question.competency}")]
    return topics.asked_about(words), topics.stems(words)


def specificity(answer: Answer) -> int:
    """1 to 5 by how many different details an answer holds; only a story can have them."""
    if not answer.told:
        return 1
    details: set[str] = set()
    foreign = answer.of(Part.RESULT) if tie(answer) < LOOSE_TIE else []
    spans = {line.sentence.start for line in foreign}
    for line in answer.counted:
        if line.sentence.start not in spans:
            details.update(_details(line))
    count = len(details) if answer.type is ResponseType.STORY else min(len(details), 1)
    return _steps(count, SPECIFICITY_STEPS)


def _details(line: Line) -> Iterator[str]:
    """Numbers, times, places, names, and the people and tools of the story."""
    yield from (line.words[at] for at in numbers(line.words))
    yield from (" ".join(line.words[at : at + 3]) for at in line.cues.get(Cue.WHEN, ()))
    if line.has(Cue.SETTING):
        yield "a place or a role"
    yield from (word for word in line.words if word in PEOPLE_AND_TOOLS)
    yield from line.names


def shows_relevance(question: Question, answer: Answer) -> Evidence | None:
    """The sentence that says most about what was asked."""
    asked, own = _asked_about(question)
    return _best(answer, lambda line: _closeness(line, asked, own))


def shows_specificity(answer: Answer) -> Evidence | None:
    """The sentence that holds most details."""
    return _best(answer, lambda line: len(set(_details(line))))


def _closeness(line: Line, asked: frozenset[str], own: frozenset[str]) -> int:
    told = topics.stems(line.words)
    return len(topics.told_about(line.words, asked)) + 2 * len(told & own)


def _best(answer: Answer, worth: Callable[[Line], int]) -> Evidence | None:
    best = max(answer.counted, key=worth, default=None)
    return Evidence(best) if best is not None and worth(best) else None


def reflection(answer: Answer) -> int:
    lessons = [line for line in answer.counted if line.has(Cue.LEARNING)]
    if not lessons:
        return _done_since(answer)
    if not any(len(line.words) >= 8 for line in lessons):
        return 2
    others = [line for line in answer.counted if not line.has(Cue.LEARNING)]
    story = topics.stems(word for line in others for word in line.words)
    tied = any(topics.stems(line.words) & story for line in lessons)
    since = any(line.has(Cue.LASTING) and line.done("i") for line in answer.of(Part.RESULT))
    return 3 + int(tied) + int(tied and since)


def _done_since(answer: Answer) -> int:
    """A lesson that is not named can show in what is done since, by the speaker above all."""
    since = [line for line in answer.of(Part.RESULT) if line.has(Cue.LASTING)]
    own = any({"i", "i've", "my"} & set(line.words) for line in since)
    return 1 + bool(since) + own


def asks_for_reflection(question: Question) -> bool:
    words = [word.text for word in words_in(f"{question.text} {question.competency}")]
    return bool(REFLECTIVE & topics.asked_about(words))


def _most_relevant(answer: Answer) -> int:
    """Only an answer with an own deed and an end that belongs to it can answer every part."""
    if not answer.told:
        return 2
    own = any(line.done("i", Kind.DID, Kind.DOES) for line in answer.of(Part.ACTION))
    return 3 + int(own) + int(tie(answer) >= LEAST_TIE)


def _steps(count: float, steps: tuple[float, ...]) -> int:
    return 1 + sum(1 for step in steps if count >= step)
