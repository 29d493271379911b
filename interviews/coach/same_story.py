"""Whether two texts tell the same story, by the words of substance they share.

Nobody retells a story in the same words, but the same people, things and places come up again.
Words that any story of work or study has say little, so they weigh little: two stories of one
workplace share its words, and are still two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, islice

from interviews.coach.languages import SMALL_WORDS
from interviews.coach.sentences import words_in
from interviews.coach.topics import EVERYDAY, NEAR, TOPICS, WORKPLACE, stem
from interviews.coach.wordlists import word_set

MOST_WORDS = 1500  # of a text; ten minutes of speech tell which story it is
SHORTEST_WORD = 3  # letters
LEAST_WORDS = 12  # of substance, for a text to be a story at all
LEAST_SHARED = 4  # rare words that both have
SAME = 0.42  # share of the shorter text's weight that the other one has too

RARE, COMMON = 1.0, 0.25

# Common in stories told aloud, whatever they are about.
SPOKEN = word_set(
    "about actually after afternoon again ago almost already also although always another "
    "anyone anything anyway april asked asking august autumn away basically bit boss called "
    "can't change checked close couldn't couple customer customers december different doesn't "
    "done early easy else end enough even evening eventually ever every everything face fact "
    "february feel felt few finally find five found four friday front full gave getting give "
    "given gone guess hadn't half hand happen hard he'd head hear heard here high hold home "
    "honestly hour hours however hundred i've inside instead january job july june keep kept "
    "kind knew know large late later left less let let's life like line literally little long "
    "look looked looking lot made main many march matter maybe mean meant might minute "
    "minutes moment monday month months morning move moved name near need needed never next "
    "nice night nobody noticed november number obviously october office often okay once open "
    "order outside part past place plan planned point put quickly quite ran rather read ready "
    "real really reason rest right room round run saturday saw school second seemed seen send "
    "sent september set several she'd shift shop short showed side simple since single sit "
    "six slow small soon sorry sort speak spent spoke spring stand start started stay still "
    "stood stop stopped straight student students stuff such summer sunday sure ten that's "
    "there's therefore they'd things think thirty though three thursday till today together "
    "told tomorrow took towards tried true try trying tuesday turn turned twenty twice "
    "understand university until walked wanted wasn't we'd wednesday weekend weeks weren't "
    "what's whole winter without won't wouldn't wrote yeah year years yes yesterday young"
)

# Common in stories of work that somebody has polished.
WRITTEN = word_set(
    "ability academic achieve address advance align analysis apply approach area aspect "
    "assess attention benefit capability cause certain collaboration commitment complex "
    "concept conduct consistent continue contribute create critical day dedicate deliver "
    "demonstrate design detailed discuss drive due dynamic embrace enhance entire environment "
    "establish example expect experience expertise explore feature focus follow foster "
    "framework fully further gain goal growth handle highlight identify immediate impact "
    "implement important increase initial insight integrate involve key large latest maintain "
    "manage method modern module multiple natural objective obtain offer opportunity optimise "
    "overall particular perform platform position positive potential presentation previous "
    "productive progress project proper provide receive recognise regular release remain "
    "require research resolve resource respond role scale seamless sense serious session "
    "specific strategy strength strong structure tackle task tech timely tool topic track "
    "understanding update useful various viewpoint well-received workflow"
)


def same_story(one: str, other: str) -> bool:
    return _substance(one).tells_the_same_as(_substance(other))


@dataclass(frozen=True)
class Substance:
    """The words of a text that could tell it from another, each with its weight."""

    weights: Mapping[str, float]

    @classmethod
    def of(cls, text: str) -> Substance:
        words = islice(words_in(text), MOST_WORDS)
        told = {stem(word.text) for word in words if _is_of_substance(word.text)}
        return cls({each: COMMON if each in _common() else RARE for each in told})

    def tells_the_same_as(self, other: Substance) -> bool:
        if min(len(self.weights), len(other.weights)) < LEAST_WORDS:
            return False
        shared = self.weights.keys() & other.weights.keys()
        if sum(1 for each in shared if self.weights[each] == RARE) < LEAST_SHARED:
            return False
        shorter = min(self.weight, other.weight)
        return sum(self.weights[each] for each in shared) >= SAME * shorter

    @property
    def weight(self) -> float:
        return sum(self.weights.values())


@lru_cache(maxsize=2)  # one text is usually held against many others
def _substance(text: str) -> Substance:
    return Substance.of(text)


def _is_of_substance(word: str) -> bool:
    is_long = len(word) >= SHORTEST_WORD or word.isdecimal()
    return is_long and word not in _small()


@cache
def _small() -> frozenset[str]:
    return EVERYDAY.union(*SMALL_WORDS.values())


@cache
def _common() -> frozenset[str]:
    listed = chain.from_iterable(text.split() for text in (*TOPICS.values(), *NEAR.values()))
    return WORKPLACE.union(map(stem, listed), map(stem, SPOKEN | WRITTEN))
