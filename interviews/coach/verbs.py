"""Finds what "I" and "we" did in a sentence: the verb after the subject, and its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from interviews.coach.wordlists import word_set

# Words looked at after a subject before giving up on finding its verb.
REACH = 4


class Kind(Enum):
    DID = auto()  # a past action: "I called"
    DOES = auto()  # an action told in the present: "then I call"
    WOULD = auto()  # imagined: "I would call"
    WAS = auto()  # a state, a feeling, a duty: "I was", "I felt", "I had to"
    IS = auto()  # a present state: "I am", "I like"


@dataclass(frozen=True)
class Act:
    """What a subject ("i" or "we") did, and the positions of subject and verb in the words."""

    subject: str
    verb: str
    kind: Kind
    start: int
    at: int


I_WORDS = word_set("i i'd i've i'm i'll")
WE_WORDS = word_set("we we'd we've we're we'll")
BETWEEN = word_set(
    "then also first just even next soon still both together myself personally never always "
    "often once later therefore actually basically again all each have have had had've already "
    "kind sort of um uh er too usually sometimes only twice ourselves"
)
IMAGINED = word_set("would will could should might may can shall cannot can't wouldn't")
WAS_WORDS = word_set(
    "was were wasn't weren't felt knew thought wanted needed believed hoped liked loved wished "
    "understood noticed realised realized learned learnt saw heard got became been worked "
    "remembered feared worried lacked struggled faced experienced studied lived "
    "forgot lost missed failed"
)
IS_WORDS = word_set(
    "am is are i'm like love enjoy believe think feel want prefer know consider see strive care "
    "always usually have tend hate"
)
IRREGULAR_PAST = word_set(
    "made took went told asked wrote built led ran gave brought spoke held met sat set put found "
    "kept taught chose sent began broke drew drove said showed spent rang read split cut left "
    "caught fought stood rose swept threw flew rewrote redrew rebuilt overcame withdrew sought "
    "stuck came dealt let fed sold bought paid hid lent shook shut slept sang swam tore woke "
    "undertook laid lit dug grew did learnt won hung redid"
)
NOT_PAST = word_set(
    "need feed proceed succeed exceed speed bleed breed seed heed indeed shed embed wed red bed "
    "hundred"
)
ACTION_BASE = word_set(
    "talk call ask explain make check write tell start decide organise organize prepare listen "
    "take go give say speak show bring move fix test build send find meet clean measure count "
    "stay put open close apologise apologize offer replace change create plan divide teach sit "
    "propose suggest contact phone email run stop try learn learns work handle look help use "
    "report draw read visit arrange compare draft"
)
VAGUE = word_set("worked tried helped handled did dealt went got managed continued learned")


def acts(words: Sequence[str]) -> list[Act]:
    """Every act of "I" and "we" in order, with verbs joined on by "and" or "then"."""
    found: list[Act] = []
    subject = ""
    for position, word in enumerate(words):
        if word in I_WORDS or word in WE_WORDS:
            subject = "i" if word in I_WORDS else "we"
            act = _act(words, position, subject)
        elif subject and word in ("and", "then") and found:
            act = _joined(words, position, subject)
        else:
            continue
        if act and not (found and found[-1].at == act.at):
            found.append(act)
    return found


def _act(words: Sequence[str], start: int, subject: str) -> Act | None:
    contracted = words[start][len(subject) :]
    imagined = contracted == "'ll"
    for at in range(start + 1, min(start + 1 + REACH, len(words))):
        word = words[at]
        if word in IMAGINED:
            imagined = imagined or word not in ("could", "can", "can't", "cannot")
            if not imagined:
                return Act(subject, word, Kind.IS if word.startswith("ca") else Kind.WAS, start, at)
            continue
        if word in BETWEEN or _adverb(word):
            continue
        kind = _kind(word, contracted=contracted, imagined=imagined)
        if kind is None:
            return None
        return Act(subject, word, kind, start, at)
    return None


def _joined(words: Sequence[str], joiner: int, subject: str) -> Act | None:
    at = joiner + 1
    while at < len(words) and at < joiner + 3 and (words[at] in BETWEEN or _adverb(words[at])):
        at += 1
    if at < len(words) and is_past_action(words[at]):
        return Act(subject, words[at], Kind.DID, at, at)
    return None


def _kind(word: str, *, contracted: str, imagined: bool) -> Kind | None:
    past = is_past_action(word)
    if imagined or (contracted == "'d" and not past and word not in WAS_WORDS):
        return Kind.WOULD
    if contracted in ("'m", "'re"):
        return Kind.IS
    if word in WAS_WORDS or word == "to":
        return Kind.WAS
    if past:
        return Kind.DID
    if word in IS_WORDS:
        return Kind.IS
    return Kind.DOES if word in ACTION_BASE else None


def is_past_action(word: str) -> bool:
    """Whether the word can be the past of a verb of doing, as in "called" or "wrote"."""
    if word in WAS_WORDS or word in NOT_PAST:
        return False
    return word in IRREGULAR_PAST or (len(word) > 3 and word.endswith("ed") and word.isalpha())


def _adverb(word: str) -> bool:
    return len(word) > 4 and word.endswith("ly") and word not in ("apply", "reply", "supply")
