"""The report and what belongs to it, as pages."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Rung, User
from interviews import services
from interviews.models import Attempt, Interview, QuestionBank, Timing
from tests.interviews.acts import FIRST, STORY, finish, give_answer, judge, record, write_answer
from tests.interviews.test_replay import heard

CUT = STORY.partition("In the end")[0]


@pytest.fixture
def retried(interview: Interview) -> Interview:
    """The first question answered twice, the second better than the first; then finished."""
    give_answer(interview, CUT)
    give_answer(interview, STORY, attempt=2)
    return finish(interview)


def page(client: Client, name: str, interview: Interview, *args: object) -> str:
    return client.get(reverse(name, args=[interview.pk, *args])).content.decode()


def test_it_leads_with_coverage_and_gain(alices: Client, retried: Interview) -> None:
    html = page(alices, "report", retried)
    assert "1 of 2" in html
    assert "Levels gained by trying again" in html


def test_it_compares_the_first_attempt_with_the_best(alices: Client, retried: Interview) -> None:
    assert "Result went from not there yet to " in page(alices, "report", retried)


def test_it_has_a_plan_and_says_who_wrote_the_summary(alices: Client, retried: Interview) -> None:
    html = page(alices, "report", retried)
    assert "Your practice plan" in html
    assert "Written by the offline coach" in html


def test_the_picture_says_in_words_what_it_draws(alices: Client, retried: Interview) -> None:
    html = page(alices, "report", retried)
    assert '<svg class="star-chart"' in html
    assert "<desc" in html


@pytest.mark.parametrize(("text", "is_worth_it"), [(CUT, False), (STORY, True)])
def test_good_answers_are_stories_worth_keeping(
    alices: Client, interview: Interview, text: str, is_worth_it: bool
) -> None:
    interview.turns.update(text="Tell me about a reader you helped.")
    attempt = give_answer(interview, text)
    link = f"{reverse('story_new')}?attempt={attempt.pk}"
    listed = page(alices, "report", finish(interview)).split("Stories worth keeping")[1:]
    assert bool(listed) == is_worth_it
    assert all(link in part for part in listed)


def test_an_unfinished_interview_has_a_report_once_something_is_answered(
    alices: Client, interview: Interview
) -> None:
    address = reverse("report", args=[interview.pk])
    assert alices.get(address).status_code == 302
    give_answer(interview)
    assert "so far" in alices.get(address).content.decode()


def test_a_report_of_somebody_else_is_not_found(bobs: Client, retried: Interview) -> None:
    turn = retried.turns.earliest("question")
    attempt = Attempt.objects.earliest("number")
    assert bobs.get(reverse("report", args=[retried.pk])).status_code == 404
    assert bobs.get(reverse("comparison", args=[retried.pk, turn.pk])).status_code == 404
    assert bobs.post(reverse("narrative", args=[retried.pk])).status_code == 404
    address = reverse("self_rating", args=[retried.pk, attempt.pk])
    assert bobs.post(address, {"S": "yes"}).status_code == 404


# Comparison ---------------------------------------------------------------------------------------


def test_any_two_attempts_can_be_compared(alices: Client, interview: Interview) -> None:
    for number, text in enumerate((CUT, STORY, CUT), start=1):
        give_answer(interview, text, attempt=number)
    turn = interview.turns.earliest("question")
    address = reverse("comparison", args=[interview.pk, turn.pk])
    html = alices.get(address, {"earlier": "2", "later": "3"}).content.decode()
    assert "Attempts 2 and 3 compared" in html


@pytest.mark.parametrize("numbers", [{}, {"earlier": "9", "later": "x"}, {"earlier": "1"}])
def test_numbers_that_do_not_fit_show_the_first_and_the_best(
    alices: Client, retried: Interview, numbers: dict[str, str]
) -> None:
    turn = retried.turns.earliest("question")
    address = reverse("comparison", args=[retried.pk, turn.pk])
    assert "Attempts 1 and 2 compared" in alices.get(address, numbers).content.decode()


def test_one_attempt_is_compared_with_nothing_yet(alices: Client, interview: Interview) -> None:
    give_answer(interview)
    turn = interview.turns.earliest("question")
    assert "one attempt at this question so far" in page(alices, "comparison", interview, turn.pk)


def test_a_turn_of_another_interview_is_not_found(
    alices: Client, alice: User, bank: QuestionBank, retried: Interview
) -> None:
    other = services.create_interview(
        owner=alice, bank=bank, questions=1, timing=Timing.EACH, rung=Rung.TEXT
    )
    turn = other.turns.earliest("question")
    assert alices.get(reverse("comparison", args=[retried.pk, turn.pk])).status_code == 404


# Receipts -----------------------------------------------------------------------------------------


@pytest.fixture
def spoken(interview: Interview, settings: Settings, tmp_path: Path) -> Interview:
    settings.MEDIA_ROOT = tmp_path / "media"
    services.ask_turn(interview=interview, question=0, probe=0)
    attempt = record(write_answer(interview), tmp_path, seconds=30)
    attempt.words = heard(STORY)
    attempt.heard_by = "deepgram"
    attempt.save()
    judge(interview, FIRST)
    return finish(interview)


def test_a_quote_plays_from_the_second_it_was_said(alices: Client, spoken: Interview) -> None:
    html = page(alices, "report", spoken)
    attempt = Attempt.objects.get()
    assert attempt.view is not None
    quote = attempt.view.parts[0].quote
    first = STORY.split().index(quote.split()[0])
    receipt = f'data-replay="replay-{attempt.pk}" data-start="{1.0 + 0.4 * first:.2f}"'
    assert receipt in html


def test_a_typed_answer_has_quotes_without_a_player(alices: Client, retried: Interview) -> None:
    assert "data-replay" not in page(alices, "report", retried)


# Self-rating --------------------------------------------------------------------------------------


def rate(client: Client, attempt: Attempt, **rating: str) -> int:
    address = reverse("self_rating", args=[attempt.turn.interview_id, attempt.pk])
    return client.post(address, rating).status_code


def test_a_rating_is_kept_before_the_coach_speaks(alices: Client, interview: Interview) -> None:
    attempt = write_answer(interview)
    assert rate(alices, attempt, S="yes", R="no", X="yes") == 204
    attempt.refresh_from_db()
    assert attempt.self_rating == {"S": "yes", "R": "no"}


def test_a_rating_after_the_coach_changes_nothing(alices: Client, interview: Interview) -> None:
    attempt = give_answer(interview)
    assert rate(alices, attempt, S="yes") == 409
    attempt.refresh_from_db()
    assert attempt.self_rating is None


def test_the_gap_stands_in_the_report(alices: Client, interview: Interview) -> None:
    attempt = write_answer(interview, CUT)
    rate(alices, attempt, R="yes")
    services.ask_turn(interview=interview, question=0, probe=0)
    judge(interview, FIRST)
    assert "You know how it ended; the coach heard less of it." in page(
        alices, "report", finish(interview)
    )


# History and progress -----------------------------------------------------------------------------


def test_the_history_shows_level_and_gain(alices: Client, retried: Interview) -> None:
    retried.refresh_from_db()
    html = alices.get(reverse("history")).content.decode()
    assert f"Level {retried.score} of 5" in html
    assert f"+{retried.gain} by trying again" in html


def test_the_history_can_be_narrowed(
    alices: Client, retried: Interview, alice: User, bank: QuestionBank
) -> None:
    services.create_interview(
        owner=alice, bank=bank, questions=1, timing=Timing.EACH, rung=Rung.TEXT
    )
    unfinished = alices.get(reverse("history"), {"state": "unfinished"}).content.decode()
    assert unfinished.count('class="tag">Not finished') == 1
    assert str(retried.pk) not in unfinished
    nothing = alices.get(reverse("history"), {"bank": "Nurse"}).content.decode()
    assert "No interview fits this choice." in nothing


def test_progress_needs_two_interviews_with_levels(
    alices: Client, retried: Interview, alice: User, bank: QuestionBank
) -> None:
    assert "Not enough to draw yet" in alices.get(reverse("progress")).content.decode()
    other = services.create_interview(
        owner=alice, bank=bank, questions=1, timing=Timing.EACH, rung=Rung.TEXT
    )
    give_answer(other)
    assert alices.get(reverse("progress")).content.decode().count("<polyline") == 4


@pytest.mark.parametrize("name", ["history", "progress"])
def test_more_interviews_take_no_more_queries(
    name: str,
    alices: Client,
    alice: User,
    bank: QuestionBank,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(6):
        interview = services.create_interview(
            owner=alice, bank=bank, questions=2, timing=Timing.EACH, rung=Rung.TEXT
        )
        give_answer(interview)
    with django_assert_max_num_queries(7):
        alices.get(reverse(name))


@pytest.mark.parametrize("name", ["history", "progress"])
def test_an_odd_choice_shows_nothing_and_breaks_nothing(
    alices: Client, retried: Interview, name: str
) -> None:
    odd = {"bank": "\0'; drop", "state": "\0", "page": "9" * 30}
    assert alices.get(reverse(name), odd).status_code == 200


def test_a_turn_with_an_endless_number_is_not_found(alices: Client, retried: Interview) -> None:
    address = reverse("comparison", args=[retried.pk, 1]).replace("/1/", f"/{'9' * 40}/")
    assert alices.get(address).status_code == 404


def test_somebody_elses_interviews_are_in_no_list(bobs: Client, retried: Interview) -> None:
    assert retried.bank_title not in bobs.get(reverse("history")).content.decode()
    assert "polyline" not in bobs.get(reverse("progress")).content.decode()


@pytest.mark.parametrize("spoken_attempt", [1, 2])
def test_a_recording_has_one_player_in_the_report_whichever_attempt_is_best(
    alices: Client,
    interview: Interview,
    settings: Settings,
    tmp_path: Path,
    spoken_attempt: int,
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    for number, text in enumerate((CUT, STORY), start=1):
        attempt = give_answer(interview, text, attempt=number)
        if number == spoken_attempt:
            record(attempt, tmp_path)
    assert page(alices, "report", finish(interview)).count("<audio") == 1
