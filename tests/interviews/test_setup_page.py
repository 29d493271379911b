"""Choosing what to practise."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import Preferences, Rung, User
from avatars.models import Face, InterviewerChoice, Persona
from interviews import services
from interviews.models import Interview, QuestionBank, Timing
from interviews.publishing import publish, retire


@pytest.fixture
def choices(bank: QuestionBank) -> dict[str, Any]:
    """What the set-up form sends."""
    return {"bank": bank.pk, "questions": 2, "timing": "end", "rung": "voice"}


def test_everything_is_chosen_already(alices: Client, bank: QuestionBank) -> None:
    form = alices.get("/interviews/new/").context["form"]
    chosen = {name: form[name].value() for name in ("bank", "questions", "timing", "rung")}
    assert chosen == {"bank": bank.pk, "questions": 3, "timing": "each", "rung": "illustrated"}


def test_sending_what_is_chosen_already_starts_an_interview(
    alices: Client, bank: QuestionBank
) -> None:
    form = alices.get("/interviews/new/").context["form"]
    alices.post("/interviews/new/", {each.name: each.value() for each in form})
    assert Interview.objects.get().turns.count() == 3


def test_the_choices_are_kept(alices: Client, alice: User, choices: dict[str, Any]) -> None:
    answer = alices.post("/interviews/new/", choices)
    interview = Interview.objects.get()
    assert answer["Location"] == f"/interviews/{interview.pk}/"
    assert (interview.owner, interview.timing, interview.rung) == (
        alice,
        Timing.END,
        Rung.VOICE,
    )
    assert interview.turns.count() == 2


@pytest.mark.parametrize(("liked", "offered"), [("text", "text"), ("live", "illustrated")])
def test_the_interviewer_one_likes_is_chosen_or_the_next_that_is_on_offer(
    alices: Client, alice: User, bank: QuestionBank, liked: str, offered: str
) -> None:
    Preferences.objects.create(user=alice, rung=liked)
    assert alices.get("/interviews/new/").context["form"]["rung"].value() == offered


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("questions", "0"),
        ("questions", "11"),
        ("questions", "three"),
        ("questions", ""),
        pytest.param("questions", "9" * 5000, id="long"),
        ("bank", "0"),
        ("bank", "9" * 30),
        ("bank", "x\0y"),
        ("timing", "never"),
        ("rung", "live"),
        ("rung", "\0"),
    ],
)
def test_a_wrong_choice_is_named_and_the_others_are_kept(
    alices: Client, choices: dict[str, Any], field: str, value: str
) -> None:
    answer = alices.post("/interviews/new/", {**choices, field: value})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    form = answer.context["form"]
    assert list(form.errors) == [field]
    kept = {name: str(form[name].value()) for name in choices if name != field}
    assert kept == {name: str(chosen) for name, chosen in choices.items() if name != field}
    assert not Interview.objects.exists()


def test_a_kept_choice_is_still_pressed_in(alices: Client, choices: dict[str, Any]) -> None:
    page = alices.post("/interviews/new/", {**choices, "questions": "0"}).text
    pressed = [tag for tag in re.findall(r"<input[^>]*>", page) if " checked" in tag]
    values = [re.sub(r'.* value="(.*?)".*', r"\1", tag, flags=re.DOTALL) for tag in pressed]
    assert values == [str(choices["bank"]), "end", "voice"]


def test_sending_nothing_is_answered_with_what_is_missing(
    alices: Client, bank: QuestionBank
) -> None:
    answer = alices.post("/interviews/new/")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert set(answer.context["form"].errors) == {"bank", "questions", "timing", "rung"}


def test_banks_are_offered_by_position(alices: Client, bank: QuestionBank) -> None:
    first = QuestionBank.objects.create(slug="first", title="Zoo keeper", position=0)
    first.questions.create(slug="zoo", text="Why?", competency="service")
    publish(bank=first)
    offered = alices.get("/interviews/new/").context["form"].fields["bank"].queryset
    assert [each.slug for each in offered] == ["first", "library"]


def test_a_bank_that_was_retired_is_not_offered(
    alices: Client, bank: QuestionBank, choices: dict[str, Any]
) -> None:
    retire(bank=bank)
    assert "Library assistant" not in alices.get("/interviews/new/").text
    answer = alices.post("/interviews/new/", choices)
    assert "no longer offered" in answer.text


def test_a_bank_whose_questions_were_withdrawn_a_moment_ago_is_refused(
    alices: Client, choices: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(**chosen: Any) -> None:
        raise services.NothingToAsk

    monkeypatch.setattr(services, "create_interview", too_late)
    answer = alices.post("/interviews/new/", choices)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert list(answer.context["form"].errors) == ["bank"]


def test_a_site_without_banks_still_shows_the_page(alices: Client) -> None:
    assert alices.get("/interviews/new/").status_code == HTTPStatus.OK


def test_it_names_who_else_hears_the_answers(
    alices: Client, bank: QuestionBank, settings: Settings
) -> None:
    assert "Deepgram" not in alices.get("/interviews/new/").text
    settings.DEEPGRAM_API_KEY = "key"
    page = alices.get("/interviews/new/").text
    assert "This site uses services outside it:" in page
    assert "<strong>Deepgram</strong>: your voice while you speak" in page


def test_so_does_the_question_for_consent(
    alices: Client, interview: Interview, settings: Settings
) -> None:
    settings.DEEPGRAM_API_KEY = "key"
    page = alices.get(f"/interviews/{interview.pk}/").text
    dialog = page[page.index('<dialog id="consent-recording"') :]
    assert "<strong>Deepgram</strong>" in dialog[: dialog.index("</dialog>")]


class TestTheInterviewer:
    """Chosen once for all on the profile, or for one interview here."""

    def test_the_students_own_is_chosen_already(
        self, alices: Client, alice: User, bank: QuestionBank
    ) -> None:
        kenji = Persona.objects.get(slug="kenji")
        InterviewerChoice.objects.create(user=alice, persona=kenji)
        page = alices.get("/interviews/new/")
        assert page.context["form"]["persona"].value() == kenji.pk
        assert "face-kenji" in page.text

    def test_another_one_is_taken_for_this_interview_only(
        self, alices: Client, alice: User, choices: dict[str, Any]
    ) -> None:
        kenji, leila = (Persona.objects.get(slug=slug) for slug in ("kenji", "leila"))
        InterviewerChoice.objects.create(user=alice, persona=kenji)
        alices.post("/interviews/new/", {**choices, "persona": leila.pk})
        assert Interview.objects.get().persona == leila
        assert InterviewerChoice.objects.get().persona == kenji

    def test_what_is_not_asked_is_as_chosen_once_for_all(
        self, alices: Client, alice: User, choices: dict[str, Any]
    ) -> None:
        kenji = Persona.objects.get(slug="kenji")
        face = Face.objects.create(provider="liveavatar", external_id="a", name="Anna")
        InterviewerChoice.objects.create(user=alice, persona=kenji, live_face=face, quality="low")
        alices.post("/interviews/new/", choices)
        interview = Interview.objects.get()
        assert (interview.persona, interview.live_face, interview.quality) == (kenji, face, "low")

    @pytest.mark.parametrize("value", ["0", "9" * 30, "\0"])
    def test_somebody_who_does_not_exist_is_refused(
        self, alices: Client, choices: dict[str, Any], value: str
    ) -> None:
        answer = alices.post("/interviews/new/", {**choices, "persona": value})
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert list(answer.context["form"].errors) == ["persona"]

    def test_without_a_live_provider_nothing_of_it_is_asked(
        self, alices: Client, bank: QuestionBank
    ) -> None:
        assert "live_face" not in alices.get("/interviews/new/").context["form"].fields

    @pytest.mark.usefixtures("with_live")
    def test_with_one_the_live_face_can_be_another(
        self, alices: Client, alice: User, choices: dict[str, Any]
    ) -> None:
        faces = [
            Face.objects.create(provider="liveavatar", external_id=name, name=name)
            for name in ("Anna", "Bryan")
        ]
        InterviewerChoice.objects.create(user=alice, live_face=faces[0], quality="low")
        form = alices.get("/interviews/new/").context["form"]
        assert (form["live_face"].value(), form["quality"].value()) == (faces[0].pk, "low")
        alices.post(
            "/interviews/new/",
            {**choices, "rung": "live", "live_face": faces[1].pk, "quality": "high"},
        )
        interview = Interview.objects.get()
        assert (interview.live_face, interview.quality) == (faces[1], "high")
        alices.post("/interviews/new/", {**choices, "live_face": ""})
        assert Interview.objects.exclude(pk=interview.pk).get().live_face is None
