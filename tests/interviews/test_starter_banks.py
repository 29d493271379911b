"""The starter question banks, read straight from disk: no Django, no database."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Entry = dict[str, Any]

FOLDER = Path(__file__).parents[2] / "interviews" / "banks"
BANKS: list[Entry] = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
QUESTIONS: list[Entry] = [question for bank in BANKS for question in bank["questions"]]

STARTERS = {
    "general-behavioural",
    "graduate-scheme",
    "nursing",
    "social-work",
    "software",
    "teaching",
}
BANK_FIELDS = {"slug", "title", "description", "language", "questions"}
QUESTION_FIELDS = {
    "slug",
    "text",
    "competency",
    "difficulty",
    "guidance",
    "follow_ups",
    "time_limit",
}
COMPETENCIES = {
    "communication",
    "teamwork",
    "leadership",
    "problem_solving",
    "planning",
    "adaptability",
    "initiative",
    "integrity",
    "resilience",
    "learning",
    "service",
    "motivation",
}
KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SENTENCE_END = re.compile(r"[.?](?=\s|$)")
TEXT_LIMIT = 240  # characters; longer is hard to take in by ear
SHORT_SESSION = 5  # questions

each_bank = pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank["slug"])


def test_the_six_starter_banks_are_there() -> None:
    slugs = {bank["slug"] for bank in BANKS}
    assert slugs >= STARTERS


def test_each_bank_is_named_like_its_file() -> None:
    stems = [path.stem for path in sorted(FOLDER.glob("*.json"))]
    assert [bank["slug"] for bank in BANKS] == stems


@each_bank
def test_a_bank_has_exactly_the_known_fields(bank: Entry) -> None:
    assert set(bank) == BANK_FIELDS


@each_bank
def test_a_bank_says_in_english_for_whom_it_is(bank: Entry) -> None:
    assert bank["language"] == "en"
    assert bank["title"].strip()
    assert bank["description"].endswith(".")


@each_bank
def test_a_bank_holds_at_least_twelve_questions(bank: Entry) -> None:
    assert len(bank["questions"]) >= 12


@each_bank
def test_no_competency_fills_more_than_a_third_of_a_bank(bank: Entry) -> None:
    counts = Counter(question["competency"] for question in bank["questions"])
    assert max(counts.values()) * 3 <= len(bank["questions"])


@each_bank
def test_a_short_session_meets_a_new_competency_with_every_question(bank: Entry) -> None:
    first = [question["competency"] for question in bank["questions"][:SHORT_SESSION]]
    assert len(set(first)) == SHORT_SESSION


@each_bank
def test_a_bank_starts_gently_and_soon_asks_something_demanding(bank: Entry) -> None:
    difficulties = [question["difficulty"] for question in bank["questions"]]
    assert difficulties[0] == 1
    assert 3 not in difficulties[:3]
    assert 3 in difficulties[:SHORT_SESSION]


@each_bank
def test_every_slug_starts_with_its_bank(bank: Entry) -> None:
    prefix = bank["slug"] + "-"
    strays = [q["slug"] for q in bank["questions"] if not q["slug"].startswith(prefix)]
    assert strays == []


def test_no_slug_is_used_twice_in_any_bank() -> None:
    assert repeated([question["slug"] for question in QUESTIONS]) == []


def test_no_question_is_asked_twice() -> None:
    assert repeated([folded(question["text"]) for question in QUESTIONS]) == []


def test_no_follow_up_is_worded_twice() -> None:
    follow_ups = [folded(text) for question in QUESTIONS for text in question["follow_ups"]]
    assert repeated(follow_ups) == []


def test_questions_have_exactly_the_known_fields() -> None:
    assert slugs_unless(lambda question: set(question) == QUESTION_FIELDS) == []


def test_slugs_are_kebab_case() -> None:
    assert slugs_unless(lambda question: bool(KEBAB_CASE.fullmatch(question["slug"]))) == []


def test_questions_are_short_enough_to_take_in_by_ear() -> None:
    assert slugs_unless(lambda question: len(question["text"]) < TEXT_LIMIT) == []


def test_questions_are_one_or_two_sentences() -> None:
    assert slugs_unless(lambda question: sentences(question["text"]) in (1, 2)) == []


def test_questions_end_like_a_sentence() -> None:
    assert slugs_unless(lambda question: question["text"].endswith(("?", "."))) == []


def test_questions_name_a_known_competency() -> None:
    assert slugs_unless(lambda question: question["competency"] in COMPETENCIES) == []


def test_difficulties_are_one_two_or_three() -> None:
    assert slugs_unless(lambda question: question["difficulty"] in (1, 2, 3)) == []


def test_time_limits_lie_between_two_and_four_minutes() -> None:
    assert slugs_unless(lambda question: 120 <= question["time_limit"] <= 240) == []  # seconds


def test_guidance_is_one_to_three_sentences() -> None:
    assert slugs_unless(lambda question: sentences(question["guidance"]) in (1, 2, 3)) == []


def test_questions_have_two_or_three_follow_ups() -> None:
    assert slugs_unless(lambda question: len(question["follow_ups"]) in (2, 3)) == []


def test_follow_ups_are_one_short_question_each() -> None:
    assert slugs_unless(lambda question: all(map(is_one_question, question["follow_ups"]))) == []


def slugs_unless(holds: Callable[[Entry], bool]) -> list[str]:
    return [question["slug"] for question in QUESTIONS if not holds(question)]


def is_one_question(text: str) -> bool:
    return text.endswith("?") and sentences(text) == 1 and len(text) < TEXT_LIMIT


def sentences(text: str) -> int:
    return len(SENTENCE_END.findall(text))


def repeated(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def folded(text: str) -> str:
    return " ".join(text.casefold().split())
