from typing import Any

import pytest
from django.test import Client

from accounts.models import Preferences, Rung, User
from avatars.models import InterviewerChoice, Persona
from interviews.models import BankVersion, Competency, Interview, QuestionBank
from interviews.publishing import publish, retire
from stories.practice import PROMPTS, practise_story
from tests.interviews.acts import give_answer
from tests.stories.acts import keep


def asked(owner: User, **told: Any) -> str:
    interview = practise_story(story=keep(owner, **told), rung=Rung.TEXT)
    return interview.turns.get().text


def test_one_question_is_asked_and_frozen(alice: User, bank: QuestionBank) -> None:
    interview = practise_story(story=keep(alice, competency="service"), rung=Rung.TEXT)
    turn = interview.turns.get()
    assert (turn.text, turn.competency) == ("Tell me about a reader you helped.", "service")
    assert turn.follow_ups
    assert (interview.owner, interview.bank) == (alice, bank)


def test_a_question_about_the_storys_theme_comes_first(alice: User, bank: QuestionBank) -> None:
    text = "Tell me about a reader who was angry."
    bank.questions.create(slug="angry", text=text, competency="service")
    publish(bank=bank)
    assert asked(alice, competency="service", themes=["conflict"]) == text


def test_a_question_it_was_not_told_to_comes_first(
    alice: User, bank: QuestionBank, interview: Interview
) -> None:
    attempt = give_answer(interview)
    told = attempt.turn.source
    assert told is not None
    other = bank.questions.create(slug="new", text="And?", competency=told.competency)
    publish(bank=bank)
    story = {"attempt": attempt, "competency": told.competency, "themes": []}
    assert {asked(alice, title=str(number), **story) for number in range(5)} == {other.text}


def test_questions_of_a_retired_bank_are_not_asked(alice: User, bank: QuestionBank) -> None:
    retire(bank=bank)
    assert asked(alice, competency="service") == str(PROMPTS[Competency.SERVICE])


def test_questions_in_another_language_are_not_asked(alice: User, bank: QuestionBank) -> None:
    QuestionBank.objects.update(language="de")
    BankVersion.objects.update(language="de", languages=["de"])
    assert asked(alice, competency="service") == str(PROMPTS[Competency.SERVICE])


def test_a_retired_question_is_not_asked(alice: User, bank: QuestionBank) -> None:
    bank.questions.filter(competency="service").update(is_active=False)
    publish(bank=bank)
    assert asked(alice, competency="service") == str(PROMPTS[Competency.SERVICE])


@pytest.mark.parametrize("competency", Competency)
def test_without_a_question_there_is_a_prompt_for_each(alice: User, competency: str) -> None:
    assert asked(alice, competency=competency).startswith("Tell me about a time when")


def test_the_usual_interviewer_asks(
    alice: User, bank: QuestionBank, personas: list[Persona]
) -> None:
    InterviewerChoice.objects.create(user=alice, persona=personas[2])
    interview = practise_story(story=keep(alice), rung=Rung.TEXT)
    assert interview.persona == personas[2]


def test_pressing_the_button_leads_to_the_room(alices: Client, alice: User) -> None:
    Preferences.objects.create(user=alice, rung=Rung.VOICE)
    story = keep(alice)
    answer = alices.post(f"/stories/{story.pk}/practice/")
    interview = Interview.objects.get()
    assert answer["Location"] == f"/interviews/{interview.pk}/"
    assert interview.rung == Rung.VOICE


def test_live_video_that_is_not_on_offer_is_one_rung_down(alices: Client, alice: User) -> None:
    Preferences.objects.create(user=alice, rung=Rung.LIVE)
    alices.post(f"/stories/{keep(alice).pk}/practice/")
    assert Interview.objects.get().rung == Rung.ILLUSTRATED


def test_the_room_opens(alices: Client, alice: User) -> None:
    answer = alices.post(f"/stories/{keep(alice).pk}/practice/", follow=True)
    assert answer.status_code == 200
