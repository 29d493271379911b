"""Dora runs question banks on pages of the site's own."""

import pytest
from django.test import Client

from interviews.models import BankStatus, Question, QuestionBank, QuestionTranslation

BANK = "/staff/banks/library/"


def test_the_list_says_what_is_on_offer_since_when(doras: Client, bank: QuestionBank) -> None:
    html = doras.get("/staff/banks/").text
    assert "Version 1 of" in html
    assert "3 questions" in html


def test_without_a_bank_the_list_leads_to_the_first(doras: Client) -> None:
    assert "Make the first bank" in doras.get("/staff/banks/").text


def test_a_change_is_listed_and_published(doras: Client, bank: QuestionBank) -> None:
    Question.objects.filter(slug="library-1").update(text="Other?")
    assert "is now “Other?”" in doras.get(BANK).text
    answer = doras.post(f"{BANK}publication/", follow=True)
    assert "Version 2 is on offer now." in answer.text
    assert "Changed since" not in answer.text


def test_publishing_without_a_change_says_why_not(doras: Client, bank: QuestionBank) -> None:
    assert "Nothing has changed" in doras.post(f"{BANK}publication/", follow=True).text


def test_a_bank_is_retired(doras: Client, bank: QuestionBank) -> None:
    assert "no student is offered it" in doras.post(f"{BANK}retirement/", follow=True).text
    bank.refresh_from_db()
    assert bank.status == BankStatus.RETIRED


def test_a_copy_is_opened(doras: Client, bank: QuestionBank) -> None:
    answer = doras.post(f"{BANK}copy/", follow=True)
    assert answer.redirect_chain == [("/staff/banks/library-copy/", 302)]


def test_the_order_is_saved(doras: Client, bank: QuestionBank) -> None:
    numbers = {"library-1": "3", "library-2": "1", "library-3": "2"}
    sent = {f"place-{each.pk}": numbers[each.slug] for each in bank.questions.all()}
    assert "It is not published yet." in doras.post(f"{BANK}order/", sent, follow=True).text
    assert list(bank.questions.values_list("slug", flat=True)) == [
        "library-2",
        "library-3",
        "library-1",
    ]


@pytest.mark.parametrize("place", ["", "x", "-1", "1" * 30, "²", "1.5"])
def test_what_is_no_number_changes_no_order(doras: Client, bank: QuestionBank, place: str) -> None:
    before = list(bank.questions.values_list("slug", flat=True))
    doras.post(
        f"{BANK}order/", {f"place-{bank.questions.earliest('pk').pk}": place, "place-x": "1"}
    )
    assert list(bank.questions.values_list("slug", flat=True)) == before


def test_versions_say_who_when_and_what(doras: Client, bank: QuestionBank) -> None:
    Question.objects.filter(slug="library-1").update(guidance="Other.")
    doras.post(f"{BANK}publication/")
    html = doras.get(f"{BANK}versions/").text
    assert html.index("Version 2") < html.index("Dora") < html.index("Changed (guidance)")
    assert "The first version." in html


def test_a_long_history_comes_in_pages_of_constant_cost(doras: Client, bank: QuestionBank) -> None:
    for number in range(12):
        Question.objects.filter(slug="library-1").update(guidance=str(number))
        doras.post(f"{BANK}publication/")
    assert "The first version." not in doras.get(f"{BANK}versions/").text
    last = doras.get(f"{BANK}versions/?page=2").text
    assert "The first version." in last
    assert last.count("Changed (guidance)") == 2


@pytest.mark.parametrize(
    "address", ["", "versions/", "order/", "copy/", "publication/", "retirement/", "questions/x/"]
)
def test_a_bank_that_is_not_there_is_not_found(doras: Client, address: str) -> None:
    method = doras.get if address in {"", "versions/", "questions/x/"} else doras.post
    assert method(f"/staff/banks/none/{address}").status_code == 404


class TestAQuestion:
    def test_it_is_shown_as_students_see_it_with_what_they_do_not_see(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        html = doras.get(f"{BANK}questions/library-1/").text
        for words in ("a reader you helped", "A particular day", "What did you do first?"):
            assert words in html

    def test_the_chosen_interviewer_asks(
        self, doras: Client, bank: QuestionBank, personas: object
    ) -> None:
        context = doras.get(f"{BANK}questions/library-1/?persona=amara").context
        assert context["persona"].slug == "amara"

    def test_a_translation_is_asked_in_its_language(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        question = bank.questions.get(slug="library-1")
        QuestionTranslation.objects.create(question=question, language="de", text="Und dann?")
        html = doras.get(f"{BANK}questions/library-1/?language=de").text
        assert 'lang="de">Und dann?</h1>' in html

    def test_the_coach_reads_a_pasted_answer(self, doras: Client, bank: QuestionBank) -> None:
        answer = "Last May a reader was lost. I rang the archive. In the end he had his map."
        html = doras.post(f"{BANK}questions/library-1/", {"answer": answer}).text
        assert "Read by the offline coach" in html
        assert "17 words" in html
        assert answer in html

    def test_an_empty_answer_is_told_from_a_weak_one(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        html = doras.post(f"{BANK}questions/library-1/", {"answer": " "}).text
        assert "No levels for this one." in html

    def test_an_answer_that_takes_too_long_is_noticed(
        self, doras: Client, bank: QuestionBank
    ) -> None:
        html = doras.post(f"{BANK}questions/library-1/", {"answer": "word " * 1000}).text
        assert "Longer than the suggested time" in html


class TestALargeBank:
    """Five thousand questions fit into a file, so they fit into a bank."""

    @pytest.fixture
    def large(self, bank: QuestionBank) -> QuestionBank:
        Question.objects.bulk_create(
            Question(
                bank=bank, slug=f"q-{n}", text=f"Number {n}?", competency="service", position=n
            )
            for n in range(4, 1201)
        )
        return bank

    def test_its_questions_come_in_pages_and_are_counted_through(
        self, doras: Client, large: QuestionBank
    ) -> None:
        assert "Number 150?" not in doras.get(BANK).text
        second = doras.get(BANK, {"page": "2"}).text
        assert "Number 150?" in second
        assert 'value="101"' in second

    def test_a_question_is_moved_across_pages(self, doras: Client, large: QuestionBank) -> None:
        moved = large.questions.get(slug="q-1150")
        answer = doras.post(f"{BANK}order/", {"page": "12", f"place-{moved.pk}": "2"})
        assert answer["Location"] == f"{BANK}?page=12"
        slugs = large.questions.values_list("slug", flat=True)
        assert list(slugs[:3]) == ["library-1", "q-1150", "library-2"]

    def test_its_changes_are_listed_up_to_a_point(self, doras: Client, large: QuestionBank) -> None:
        html = doras.get(BANK).text
        assert html.count("<li>New: Number") == 20
        assert "1197 changes in all" in html
