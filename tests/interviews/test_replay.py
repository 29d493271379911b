"""Hearing an answer again from each word, and how it was spoken: in the room and in the report."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings

from accounts.models import Preferences, User
from interviews import services
from interviews.coach import delivery
from interviews.models import Attempt, Interview
from tests.interviews.acts import FIRST, STORY, finish, judge, record, write_answer

WORD = re.compile(r'<(button|span)[^>]*class="(word[^"]*)"[^>]*>(.*?)</\1>', re.DOTALL)


def heard(text: str, *, unsure: str = "", pause_before: str = "") -> list[dict[str, Any]]:
    """Each word lasts 0.4 seconds, and follows at once but for one pause of four seconds."""
    words, now = [], 1.0
    for word in text.split():
        now += 4.0 if word == pause_before else 0.0
        confidence = 0.3 if word == unsure else 0.95
        words.append({"text": word, "start": now, "end": now + 0.4, "confidence": confidence})
        now += 0.4
    return words


@pytest.fixture(autouse=True)
def _own_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def attempt(interview: Interview, tmp_path: Path) -> Attempt:
    """Spoken, heard word by word, one of them doubted, with one pause."""
    attempt = record(write_answer(interview), tmp_path, seconds=30)
    attempt.words = heard(STORY, unsure="catalogue", pause_before="catalogue")
    attempt.heard_by = "deepgram"
    attempt.save()
    return attempt


@pytest.fixture
def reported(interview: Interview, attempt: Attempt) -> Interview:
    services.ask_turn(interview=interview, question=0, probe=0)
    judge(interview, FIRST)
    return finish(interview)


def drawn(attempt: Attempt, template: str = "_replay", **context: Any) -> str:
    context = {"preferences": Preferences(), **context}
    return render_to_string(
        f"interviews/{template}.html",
        {"attempt": attempt, "interview": attempt.turn.interview, **context},
    )


def words(html: str) -> list[str]:
    return [re.sub(r"<.*?>.*?</.*?>", "", word[2]).strip() for word in WORD.findall(html)]


def page_of(browser: Client, interview: Interview) -> str:
    return browser.get(interview.get_absolute_url()).content.decode()


def test_each_word_can_be_played_from_its_second(attempt: Attempt) -> None:
    html = drawn(attempt)
    assert words(html) == STORY.split()
    assert '<button type="button" class="word" data-start="1.00" data-end="1.40">Last</button>' in (
        html
    )


def test_an_unsure_word_says_so_to_those_who_do_not_see_it(attempt: Attempt) -> None:
    (word,) = [word for word in WORD.findall(drawn(attempt)) if "unsure" in word[1]]
    assert "catalogue" in word[2]
    assert '<span class="visually-hidden"> (unsure)</span>' in word[2]


def test_a_corrected_word_is_no_longer_unsure(attempt: Attempt) -> None:
    attempt.transcript = STORY.replace("catalogue", "shelves")
    html = drawn(attempt)
    assert "unsure" not in html
    assert 'class="word corrected"' in html


def test_words_that_were_put_in_cannot_be_played(attempt: Attempt) -> None:
    attempt.transcript = f"{STORY} Indeed."
    assert '<span class="word corrected">Indeed.</span>' in drawn(attempt)


def test_a_long_pause_is_told(attempt: Attempt) -> None:
    assert '<span class="pause">pause of 4 seconds</span>' in drawn(attempt)


def test_pauses_are_nobodys_business_when_speech_has_its_own_rhythm(attempt: Attempt) -> None:
    assert "pause of" not in drawn(attempt, preferences=Preferences(own_rhythm=True))


def test_the_waveform_has_a_stroke_for_each_peak(attempt: Attempt) -> None:
    attempt.peaks = [0, 50, 100]
    html = drawn(attempt)
    assert 'viewBox="0 -100 3 200"' in html
    assert 'd="M0.5-0V0M1.5-50V50M2.5-100V100"' in html


def test_words_are_correctable_only_while_the_answer_is_checked(attempt: Attempt) -> None:
    assert "data-corrects" not in drawn(attempt)
    assert 'data-corrects="transcript"' in drawn(attempt, correctable=True)


def test_a_recording_that_nobody_wrote_down_is_a_plain_player(attempt: Attempt) -> None:
    attempt.words = []
    html = drawn(attempt)
    assert "<audio controls" in html
    assert "answer-replay" not in html


def test_a_typed_answer_has_no_player(interview: Interview) -> None:
    assert drawn(write_answer(interview)).strip() == ""


def test_what_was_heard_is_shown_as_text(attempt: Attempt) -> None:
    attempt.words = heard("<img src=x>")
    attempt.transcript = "<img src=x> <script>"
    assert "<img" not in drawn(attempt)
    assert "<script" not in drawn(attempt)


def test_nothing_in_it_needs_a_style_or_a_script(attempt: Attempt) -> None:
    html = drawn(attempt, correctable=True)
    assert "style=" not in html
    assert "<script" not in html


def test_the_report_plays_the_words_under_their_letters(
    alices: Client, reported: Interview
) -> None:
    page = page_of(alices, reported)
    replay = page[page.index("<answer-replay") : page.index("</answer-replay>")]
    assert 'class="transcript lettered"' in replay
    assert words(replay) == STORY.split()
    assert replay.count('class="star-letter"') >= 3
    assert page.count('class="transcript') == 1


def test_the_report_tells_how_it_was_spoken(alices: Client, reported: Interview) -> None:
    page = page_of(alices, reported)
    assert "How you spoke" in page
    assert "1 pause of three seconds or more, the longest 4." in page
    assert "It is no part of the level." in page


def test_nothing_of_it_is_shown_when_speech_has_its_own_rhythm(
    alices: Client, alice: User, reported: Interview
) -> None:
    Preferences.objects.create(user=alice, own_rhythm=True)
    page = page_of(alices, reported)
    assert "How you spoke" not in page
    assert "pause of" not in page
    assert "words a minute" not in page


def test_a_typed_answer_has_no_delivery(attempt: Attempt) -> None:
    attempt.delivery = delivery.typed(STORY).to_json()
    assert drawn(attempt, "_delivery").strip() == ""


def test_a_delivery_that_cannot_be_read_is_left_out(
    attempt: Attempt, caplog: pytest.LogCaptureFixture
) -> None:
    attempt.delivery = {"words": "many"}
    assert drawn(attempt, "_delivery").strip() == ""
    assert f"the delivery of attempt {attempt.pk} cannot be read" in caplog.text


@pytest.mark.parametrize("panel", ["_checking", "_feedback"])
def test_the_room_plays_it_too(attempt: Attempt, panel: str) -> None:
    html = drawn(attempt, panel, turn=attempt.turn)
    assert "<answer-replay" in html
    assert ("data-corrects" in html) == (panel == "_checking")
    assert "</textarea>" in html or html.count("Last") == 1
