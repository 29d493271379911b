"""Tells language from noise, and one language from another, by its commonest small words."""

from __future__ import annotations

from collections.abc import Sequence

from interviews.coach.wordlists import word_set

# Share of words that are the small words of a language; running text has 35 to 55 %.
LEAST_SMALL_WORDS = 0.16
# Share of articles followed by a word no article can stand before; speech with restarts has < 15 %.
MOST_BROKEN_PAIRS = 0.35
LEAST_ARTICLES = 4

SMALL_WORDS = {
    "en": word_set(
        "the a an and to of in i it is was were that for on with we my you they he she this "
        "had have at be as but so not me our from by are or when her his them then there did "
        "because after do what who about all which if im very can would their its has"
    ),
    "de": word_set(
        "der die das und ich nicht ein eine zu ist war mit auf für den dem wir habe hatte "
        "es sie er als auch dann aber von im in haben wurde so mein meine"
    ),
    "fr": word_set(
        "le la les un une des et je il elle nous vous de du à que qui dans pour pas est était "
        "avec sur mon ma mes ce cette on en j'ai ai au plus mais"
    ),
    "es": word_set(
        "el la los las un una y de que en yo con por para no es era mi mis se su lo me fue "
        "pero como cuando al del nos muy había"
    ),
    "it": word_set(
        "il lo la gli le un una e di che in io con per non è era mio mia si ho ma come quando "
        "al del della nel sono ci poi abbiamo"
    ),
    "pt": word_set(
        "o a os as um uma e de que em eu com por para não é era meu minha se foi mas como "
        "quando ao do da no na nos muito tinha"
    ),
    "nl": word_set(
        "de het een en ik van dat in met voor niet is was op zijn we mijn die te als ook maar "
        "toen er aan had heb naar om"
    ),
    "pl": word_set(
        "i w na z do nie to że się jest był była ja ale jak po co dla mi o za od było przez "
        "tak już kiedy moim mój"
    ),
}

ARTICLES = word_set("the a an")
NEVER_AFTER_ARTICLE = word_set(
    "the a an and to of in i it is was were that for on with we my they he she this had at be "
    "but so me our from by are or her his them then did because"
)


def recognise(words: Sequence[str]) -> str | None:
    """A language code, "other" for a script without spaces or Latin letters, or None for noise."""
    if not words:
        return None
    if sum(1 for word in words if not word[0].isascii() and word[0].casefold() > "ɏ") * 2 > len(
        words
    ):
        return "other"
    shares = {code: _share(words, small) for code, small in SMALL_WORDS.items()}
    code = max(shares, key=lambda name: shares[name])
    if shares[code] < LEAST_SMALL_WORDS or (code == "en" and _shuffled(words)):
        return None
    return code


def unspaced_words(word: str) -> int:
    """How many more words a run of Chinese, Japanese or Thai letters is worth, about two each."""
    letters = sum(1 for letter in word if "\u3040" <= letter <= "\u9fff" or "฀" <= letter <= "๿")
    return max(0, letters // 2 - 1)


def _share(words: Sequence[str], small: frozenset[str]) -> float:
    return sum(1 for word in words if word in small) / len(words)


def _shuffled(words: Sequence[str]) -> bool:
    pairs = zip(words, words[1:], strict=False)
    after = [second for first, second in pairs if first in ARTICLES and second != first]
    broken = sum(1 for word in after if word in NEVER_AFTER_ARTICLE)
    return len(after) >= LEAST_ARTICLES and broken / len(after) > MOST_BROKEN_PAIRS
