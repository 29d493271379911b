"""A bank is written as a draft and asked as a version, which never changes again."""

from typing import Any

import pytest
from auditlog.models import LogEntry
from django.test import Client

from accounts.models import Rung, User
from interviews import services
from interviews.models import (
    BankStatus,
    Interview,
    Question,
    QuestionBank,
    QuestionTranslation,
    Timing,
)
from interviews.publishing import (
    NothingToPublish,
    copy_bank,
    order_questions,
    publish,
    retire,
    unpublished,
)

GERMAN = {
    "text": "Erzählen Sie von jemandem, dem Sie geholfen haben.",
    "guidance": "Ein bestimmter Tag.",
    "follow_ups": ["Was taten Sie zuerst?"],
}


def begin(owner: User, bank: QuestionBank, **chosen: Any) -> Interview:
    bank.refresh_from_db()
    return services.create_interview(
        owner=owner, bank=bank, questions=3, timing=Timing.EACH, rung=Rung.TEXT, **chosen
    )


def texts(interview: Interview) -> set[str]:
    return set(interview.turns.values_list("text", flat=True))


def translate(bank: QuestionBank, **words: Any) -> None:
    for question in bank.questions.all():
        QuestionTranslation.objects.create(question=question, language="de", **(GERMAN | words))


class TestPublishing:
    def test_students_are_asked_what_was_published(self, alice: User, bank: QuestionBank) -> None:
        before = texts(begin(alice, bank))
        bank.questions.update(text="Other?")
        assert texts(begin(alice, bank)) == before
        publish(bank=bank)
        assert texts(begin(alice, bank)) == {"Other?"}

    def test_an_interview_knows_its_version(self, alice: User, bank: QuestionBank) -> None:
        first = begin(alice, bank)
        bank.questions.update(text="Other?")
        publish(bank=bank)
        second = begin(alice, bank)
        assert [each.bank_version.number for each in (first, second) if each.bank_version] == [1, 2]

    def test_a_version_says_who_made_it(self, carol: User, bank: QuestionBank) -> None:
        bank.questions.update(text="Other?")
        assert publish(bank=bank, by=carol).published_by == carol

    def test_without_a_change_there_is_nothing_to_publish(self, bank: QuestionBank) -> None:
        with pytest.raises(NothingToPublish, match="Nothing has changed"):
            publish(bank=bank)

    def test_a_bank_without_active_questions_cannot_be_published(self, bank: QuestionBank) -> None:
        bank.questions.update(is_active=False)
        with pytest.raises(NothingToPublish, match="needs an active question"):
            publish(bank=bank)
        assert bank.versions.count() == 1

    def test_a_retired_bank_comes_back_in_the_version_it_had(self, bank: QuestionBank) -> None:
        retire(bank=bank)
        assert publish(bank=bank).number == 1
        bank.refresh_from_db()
        assert bank.status == BankStatus.PUBLISHED

    def test_retiring_loses_nothing(self, alice: User, bank: QuestionBank) -> None:
        interview = begin(alice, bank)
        retire(bank=bank)
        assert services.ask_turn(interview=interview, question=0, probe=0).asked_at

    def test_deleting_a_question_leaves_the_version_whole(
        self, alice: User, bank: QuestionBank
    ) -> None:
        bank.questions.all().delete()
        assert begin(alice, bank).turns.count() == 3


class TestChanges:
    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (
                {"text": "Other?"},
                ["Reworded: “Tell me about a reader you helped.” is now “Other?”"],
            ),
            (
                {"difficulty": 3, "role": "Porter"},
                ["Changed (difficulty, role): Tell me about a reader you helped."],
            ),
            ({"is_active": False}, ["Taken out: Tell me about a reader you helped."]),
            ({"position": 99}, ["The order changed."]),
        ],
    )
    def test_each_is_said_in_a_sentence(
        self, bank: QuestionBank, change: dict[str, Any], said: list[str]
    ) -> None:
        bank.questions.filter(slug="library-1").update(**change)
        assert unpublished(bank) == said

    def test_a_new_question_is_said(self, bank: QuestionBank) -> None:
        bank.questions.create(slug="new", text="And?", competency="service", position=9)
        assert unpublished(bank) == ["New: And?"]

    def test_the_bank_itself_counts_too(self, bank: QuestionBank) -> None:
        bank.title = "Librarian"
        bank.save()
        assert unpublished(bank) == ["Title of the bank changed."]

    def test_a_translation_counts_too(self, bank: QuestionBank) -> None:
        translate(bank)
        assert len(unpublished(bank)) == 3

    def test_what_is_out_already_is_not_said(self, bank: QuestionBank) -> None:
        assert unpublished(bank) == []


class TestLanguages:
    def test_the_interviews_language_picks_the_words(self, alice: User, bank: QuestionBank) -> None:
        translate(bank)
        publish(bank=bank)
        interview = begin(alice, bank, language="de")
        assert interview.language == "de"
        turn = interview.turns.earliest("question")
        assert {"text": turn.text, "guidance": turn.guidance, "follow_ups": turn.follow_ups} == (
            GERMAN
        )

    def test_a_language_in_which_a_question_is_missing_is_not_offered(
        self, alice: User, bank: QuestionBank
    ) -> None:
        translate(bank)
        QuestionTranslation.objects.earliest("pk").delete()
        assert publish(bank=bank).languages == ["en"]
        assert begin(alice, bank, language="de").language == "en"

    def test_the_set_up_asks_for_a_language_only_where_there_is_a_choice(
        self, alices: Client, bank: QuestionBank
    ) -> None:
        assert "language" not in alices.get("/interviews/new/").context["form"].fields
        translate(bank)
        publish(bank=bank)
        field = alices.get("/interviews/new/").context["form"].fields["language"]
        assert [code for code, _ in field.choices] == ["", "en", "de"]

    def test_a_language_that_the_chosen_bank_lacks_is_refused(
        self, alices: Client, bank: QuestionBank
    ) -> None:
        translate(bank)
        publish(bank=bank)
        zoo = QuestionBank.objects.create(slug="zoo", title="Zoo keeper")
        zoo.questions.create(slug="zoo", text="Why?", competency="service")
        publish(bank=zoo)
        sent = {"bank": zoo.pk, "questions": 1, "timing": "each", "rung": "text", "language": "de"}
        assert "not translated" in alices.post("/interviews/new/", sent).text
        alices.post("/interviews/new/", sent | {"bank": bank.pk})
        assert Interview.objects.get().language == "de"


class TestCopying:
    def test_a_copy_is_a_draft_with_the_same_questions(self, bank: QuestionBank) -> None:
        translate(bank)
        copy = copy_bank(bank=bank)
        assert (copy.slug, copy.title, copy.status) == (
            "library-copy",
            "Library assistant (copy)",
            BankStatus.DRAFT,
        )
        assert list(copy.questions.values_list("text", flat=True)) == list(
            bank.questions.values_list("text", flat=True)
        )
        assert QuestionTranslation.objects.filter(question__bank=copy).count() == 3

    def test_a_copy_of_a_copy_finds_ids_of_its_own(self, bank: QuestionBank) -> None:
        slugs = {copy_bank(bank=bank).slug for _ in range(3)}
        assert slugs == {"library-copy", "library-copy-2", "library-copy-3"}

    def test_the_longest_ids_are_copied(self, bank: QuestionBank) -> None:
        QuestionBank.objects.update(slug="b" * 60)
        Question.objects.filter(slug="library-1").update(slug="q" * 80)
        bank.refresh_from_db()
        copy = copy_bank(bank=bank)
        assert len(copy.slug) == 60
        assert copy.questions.count() == 3


class TestOrder:
    @pytest.mark.parametrize(
        ("wished", "order"),
        [
            ((3, 2, 1), [3, 2, 1]),
            ((1, 2, 3), [1, 2, 3]),
            ((3, 2, 3), [2, 3, 1]),
            ((1, 2, 1), [3, 1, 2]),
            ((1, 1, 1), [2, 3, 1]),
            ((9, 0, 5), [2, 3, 1]),
        ],
    )
    def test_questions_go_where_their_numbers_say(
        self, bank: QuestionBank, wished: tuple[int, ...], order: list[int]
    ) -> None:
        questions = list(bank.questions.all())
        places = {each.pk: place for each, place in zip(questions, wished, strict=True)}
        order_questions(bank=bank, order=places)
        assert list(bank.questions.values_list("slug", flat=True)) == [
            f"library-{number}" for number in order
        ]
        assert list(bank.questions.values_list("position", flat=True)) == [1, 2, 3]

    def test_an_order_is_on_record_where_it_changed_anything(self, bank: QuestionBank) -> None:
        last = bank.questions.get(slug="library-3")
        for _ in range(2):
            order_questions(bank=bank, order={last.pk: 1})
        (told,) = LogEntry.objects.get_for_object(bank).filter(changes__has_key="order")
        assert told.changes == {"order": ["", "3 questions moved"]}

    def test_a_single_wish_is_met(self, bank: QuestionBank) -> None:
        last = bank.questions.get(slug="library-3")
        order_questions(bank=bank, order={last.pk: 2})
        slugs = list(bank.questions.values_list("slug", flat=True))
        assert slugs == ["library-1", "library-3", "library-2"]

    def test_questions_of_another_bank_stay(self, bank: QuestionBank) -> None:
        zoo = QuestionBank.objects.create(slug="zoo", title="Zoo keeper")
        other = zoo.questions.create(slug="z", text="Why?", competency="service", position=7)
        order_questions(bank=bank, order={other.pk: 1})
        other.refresh_from_db()
        assert other.position == 7
