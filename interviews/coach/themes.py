"""The six kinds of story that an interview asks for, and which of them a story is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from interviews.coach.sentences import words_in
from interviews.coach.topics import nearness, told_about

CLEARLY = 0.35  # how much nearer a text must be to a theme than to subjects in general
LEAST_WORDS = 3  # different words of the theme


class Theme(StrEnum):
    CONFLICT = "conflict"
    FAILURE = "failure"
    LEADING = "leading"
    PRESSURE = "pressure"
    INITIATIVE = "initiative"
    LEARNING = "learning"


# How a question asks for each. A phrase stands for all that begins with it.
ASKED: Mapping[Theme, str] = {
    Theme.CONFLICT: "conflict, disagree, argu, dispute, clash, would not listen, upset, angry, "
    "unhappy, different opinion, hard time working with, difficult person, difficult customer, "
    "difficult colleague, difficult team, did not want to hear",
    Theme.FAILURE: "fail, mistake, wrong, did not succeed, did not reach, went badly, setback, "
    "regret, stopped working, not working, according to plan, missed a deadline",
    Theme.LEADING: "led a, lead a, leader, leadership, motivate a, motivated a, in charge, "
    "took responsibility, helped a group, delegat, managed a",
    Theme.PRESSURE: "pressure, deadline, stress, urgent, running short, not enough time, "
    "due at once, needed you at once, very demanding, hard day, short notice, crisis, emergency, "
    "workload, multiple priorities, quickly",
    Theme.INITIATIVE: "initiative, nobody had asked you, not part of what you had been asked, "
    "proactiv, above and beyond, beyond what, started or improved, made or started, volunteer, "
    "could be done better, spoke up, improved",
    Theme.LEARNING: "learn, new to you, unfamiliar, comfort zone, feedback, corrected the way, "
    "asked for advice, changed your mind",
}

TOPIC: Mapping[Theme, str] = {theme: theme.value for theme in Theme} | {Theme.LEADING: "leadership"}


def suggest_themes(question: str, told: str) -> tuple[Theme, ...]:
    """What the question asks for; where that is no theme, the one the text clearly speaks of."""
    return themes_asked_for(question) or _told_of(told)


def themes_asked_for(question: str) -> tuple[Theme, ...]:
    text = " " + " ".join(word.text for word in words_in(question))
    return tuple(
        theme for theme in Theme if any(f" {phrase}" in text for phrase in ASKED[theme].split(", "))
    )


def _told_of(told: str) -> tuple[Theme, ...]:
    words = frozenset(word.text for word in words_in(told))
    near = {theme: nearness(words, [TOPIC[theme]]) for theme in Theme}
    best = max(Theme, key=lambda theme: near[theme])
    is_clear = near[best] >= CLEARLY and len(told_about(words, [TOPIC[best]])) >= LEAST_WORDS
    return (best,) if is_clear else ()
