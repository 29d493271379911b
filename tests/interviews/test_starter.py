"""Loading the banks that come with the site."""

import json
from pathlib import Path

import pytest

from interviews.models import BankStatus, Question, QuestionBank
from interviews.starter import FOLDER, ORDER, Loaded, load_missing_banks

pytestmark = pytest.mark.django_db

BANKS = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
NOTHING = Loaded(banks=0, questions=0)


def test_all_banks_are_loaded_with_all_questions() -> None:
    questions = sum(len(bank["questions"]) for bank in BANKS.values())
    assert load_missing_banks() == Loaded(len(BANKS), questions)
    assert (QuestionBank.objects.count(), Question.objects.count()) == (len(BANKS), questions)


def test_every_loaded_question_passes_the_admins_own_checks() -> None:
    load_missing_banks()
    for question in Question.objects.all():
        question.full_clean()


def test_banks_and_questions_keep_their_order() -> None:
    load_missing_banks()
    assert list(QuestionBank.objects.values_list("slug", flat=True))[: len(ORDER)] == list(ORDER)
    first = QuestionBank.objects.get(slug=ORDER[0])
    slugs = [question["slug"] for question in BANKS[ORDER[0]]["questions"]]
    assert list(first.questions.values_list("slug", flat=True)) == slugs


def test_a_second_run_loads_nothing() -> None:
    load_missing_banks()
    assert load_missing_banks() == NOTHING


def test_a_bank_stays_as_it_was_edited() -> None:
    load_missing_banks()
    bank = QuestionBank.objects.get(slug="nursing")
    bank.questions.exclude(pk=bank.questions.earliest("pk").pk).delete()
    bank.questions.update(text="Our own words?")
    QuestionBank.objects.filter(pk=bank.pk).update(title="Midwives", status=BankStatus.RETIRED)
    assert load_missing_banks() == NOTHING
    bank.refresh_from_db()
    assert (bank.title, bank.status, bank.questions.get().text) == (
        "Midwives",
        BankStatus.RETIRED,
        "Our own words?",
    )


def test_a_bank_under_another_short_name_is_not_loaded_again() -> None:
    load_missing_banks()
    QuestionBank.objects.filter(slug="nursing").update(slug="midwives")
    assert load_missing_banks() == NOTHING


def test_a_bank_that_is_missing_comes_behind_the_others() -> None:
    load_missing_banks()
    QuestionBank.objects.get(slug="software").delete()
    assert load_missing_banks().banks == 1
    assert QuestionBank.objects.get(slug="software").position == len(BANKS)


def test_a_bank_is_loaded_whole_or_not_at_all(tmp_path: Path) -> None:
    question = BANKS["nursing"]["questions"][0]
    broken = {**BANKS["nursing"], "questions": [question, question]}
    (tmp_path / "broken.json").write_text(json.dumps(broken))
    with pytest.raises(Exception, match="(?i)unique"):
        load_missing_banks(tmp_path)


def test_a_failed_bank_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text(
        json.dumps({**BANKS["nursing"], "questions": [{"slug": "x", "unknown": 1}]})
    )
    with pytest.raises(TypeError):
        load_missing_banks(tmp_path)
    assert not QuestionBank.objects.exists()
