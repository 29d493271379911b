"""`manage.py render_clips`: the price first, then the films."""

import io
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from avatars import wiring
from avatars.models import Clip, Persona
from interviews.management.commands import render_clips
from interviews.models import QuestionBank
from interviews.publishing import publish
from tests.avatars.test_clips import FakeFetcher, FakeStudio

pytestmark = pytest.mark.django_db
WHO = ("--face", "look-1", "--voice", "voice-1")
TEXTS = 3 + 2 + 5  # questions, follow-ups that all of them share, phrases


@pytest.fixture(autouse=True)
def studio(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> FakeStudio:
    settings.MEDIA_ROOT = tmp_path
    studio = FakeStudio()
    monkeypatch.setattr(render_clips, "POLL_EVERY", 0)
    monkeypatch.setattr(wiring, "studio", lambda: studio)
    monkeypatch.setattr(wiring, "downloads", lambda provider: FakeFetcher())
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return studio


def run(*arguments: str) -> str:
    told = StringIO()
    call_command("render_clips", *arguments, stdout=told)
    return told.getvalue()


def test_a_dry_run_says_what_it_would_cost_and_orders_nothing(
    bank: QuestionBank, studio: FakeStudio
) -> None:
    told = run("library", *WHO, "--dry-run")
    assert f"0 are there, 0 are on the way, {TEXTS} are to be ordered" in told
    assert "about 0." in told
    assert studio.ordered == []
    assert not Clip.objects.exists()


def test_questions_follow_ups_and_phrases_are_filmed(
    bank: QuestionBank, studio: FakeStudio
) -> None:
    bank.questions.filter(slug="library-3").update(text="Why a library?")
    publish(bank=bank)
    assert f"{TEXTS} filmed for" in run("library", *WHO, "--yes")
    assert "Why a library?" in studio.ordered
    assert "What did you do first?" in studio.ordered
    assert "Let us move on." in studio.ordered
    assert Clip.objects.filter(status=Clip.Status.READY).count() == len(studio.ordered)


def test_what_is_there_is_not_filmed_again(bank: QuestionBank, studio: FakeStudio) -> None:
    run("library", *WHO, "--yes")
    count = len(studio.ordered)
    assert f"{count} are there, 0 are on the way, 0 are to be ordered" in run("library", *WHO)
    assert len(studio.ordered) == count


def test_questions_that_are_not_asked_are_not_filmed(
    bank: QuestionBank, studio: FakeStudio
) -> None:
    bank.questions.filter(slug="library-1").update(is_active=False)
    publish(bank=bank)
    run("library", *WHO, "--yes")
    assert "Tell me about a reader you helped." not in studio.ordered


def test_nothing_is_ordered_without_a_yes(bank: QuestionBank, studio: FakeStudio) -> None:
    with pytest.raises(CommandError, match="Say --yes"):
        run("library", *WHO)
    assert studio.ordered == []


@pytest.mark.parametrize(("answer", "is_ordered"), [("yes", True), ("YES ", True), ("y", False)])
def test_a_person_is_asked(
    bank: QuestionBank,
    studio: FakeStudio,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    is_ordered: bool,
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    if is_ordered:
        run("library", *WHO)
    else:
        with pytest.raises(CommandError, match="Nothing was ordered"):
            run("library", *WHO)
    assert bool(studio.ordered) is is_ordered


@pytest.mark.usefixtures("personas")
def test_an_interviewer_is_filmed_with_their_own_phrases(
    bank: QuestionBank, studio: FakeStudio
) -> None:
    Persona.objects.filter(slug="kenji").update(clip_face="look-7", clip_voice="voice-7")
    run("library", "--interviewer", "kenji", "--yes")
    assert "Just a moment." in studio.ordered
    assert set(Clip.objects.values_list("face", "voice")) == {("look-7", "voice-7")}


@pytest.mark.usefixtures("personas")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("zoo", *WHO), "There is no bank zoo. There are: library."),
        (("library", "--interviewer", "nobody"), "There is no interviewer nobody."),
        (("library",), "Say who is filmed"),
        (("library", "--face", "x"), "Say who is filmed"),
        (("library", "--interviewer", "ruth"), "Say who is filmed"),
    ],
)
def test_what_is_missing_is_said(bank: QuestionBank, arguments: tuple[str, ...], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run(*arguments)


def test_without_a_key_nothing_is_filmed(
    bank: QuestionBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "studio", lambda: None)
    with pytest.raises(CommandError, match="HEYGEN_API_KEY"):
        run("library", *WHO, "--yes")
    assert not Clip.objects.exists()
