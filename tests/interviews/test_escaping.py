"""What people write comes back as text: in every field that is stored, on every page."""

from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client

from accounts.models import User
from costs.metering import Whose, note
from costs.models import Kind
from interviews import progress, services
from interviews.live import flow
from interviews.models import (
    Attempt,
    BankVersion,
    Interview,
    PublishedQuestion,
    Question,
    QuestionBank,
    Turn,
)
from interviews.rooms import room_context
from staff.models import QuestionFigures
from tests.interviews.acts import finish, give_answer
from tests.interviews.test_importing import GOOD, table

SHORT = 80  # characters that a name may have
PAYLOADS = [
    "<script>xss()</script>",
    "<ScRiPt src=//xss.example></ScRiPt>",
    "<img src=x onerror=xss()>",
    "<svg/onload=xss()>",
    "<svg><script>xss()</script></svg>",
    '"><script>xss()</script>',
    "'><script>xss()</script>",
    '" onmouseover="xss()',
    "' onfocus='xss()' autofocus='",
    "` onclick=`xss()",
    "</title><script>xss()</script>",
    "</textarea><script>xss()</script>",
    "</script><script>xss()</script>",
    "<!--><script>xss()</script>-->",
    "<iframe src=javascript:xss()>",
    "<a href='javascript:xss()'>x</a>",
    "<a href='data:text/html,xss'>x</a>",
    "<base href=//xss.example>",
    "<meta http-equiv=refresh content='0;url=//xss.example'>",
    "<link rel=stylesheet href=//xss.example>",
    "<style>@import '//xss.example';</style>",
    "<form action=//xss.example><button>x</button></form>",
    "<object data=//xss.example></object>",
    "<embed src=//xss.example>",
    "<details open ontoggle=xss()>",
    "<video><source onerror=xss()></video>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=xss()>",
    "<div hx-get='//xss.example' hx-trigger='load'></div>",
    "<div hx-on:load='xss()' hx-swap-oob='true' id='main'></div>",
    "<interview-room data-socket='//xss.example'></interview-room>",
    "{{ 7|add:7 }}{% load i18n %}{{ xss }}",
    "&lt;script&gt;xss()&lt;/script&gt;&#60;img onerror=xss()&#62;",
    "\u202e<plaintext>xss",
    "<x xss=1 style=position:fixed>",
]
ALL = "\n".join(PAYLOADS)
STRANGE_TAGS = {"xss", "x", "plaintext", "math", "iframe", "object", "embed", "base", "style"}
ADDRESSES = {"src", "href", "action", "data", "hx-get", "data-socket"}


class Markup(HTMLParser):
    """Collects what a payload became where it was taken for markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in STRANGE_TAGS:
            self.found.append(tag)
        for name, value in attrs:
            is_active = name.startswith(("on", "hx-on", "style")) or "xss" in name
            leads_out = name in ADDRESSES and not (value or "").startswith("?")
            if is_active or (leads_out and "xss" in (value or "")):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and "xss" in data:
            self.found.append(f"script: {data}")


def assert_harmless(page: str) -> None:
    reader = Markup()
    reader.feed(page)
    assert reader.found == []
    assert [payload for payload in PAYLOADS if "<" in payload and payload in page] == []
    assert "xss" in page, "the page should show it, as text"


def poison(interview: Interview, words: str) -> None:
    """Put `words` into every field that takes words, cut where a field is short."""
    short = words[:SHORT]
    answer = give_answer(interview)
    give_answer(interview, attempt=2)
    give_answer(interview, probe=1)
    Attempt.objects.update(transcript=f"{words} I helped a reader.", coach=short)
    stored = answer.assessment or {}
    said = ("coach", "strength", "strength_quote", "main_change", "main_change_quote", "spoken")
    named = ("why", "quote", "next_step")
    assessment = {
        **stored,
        **dict.fromkeys(said, words),
        "parts": [{**part, **dict.fromkeys(named, words)} for part in stored["parts"]],
        "sentences": [{**sentence, "text": words} for sentence in stored["sentences"]],
    }
    Attempt.objects.filter(pk=answer.pk).update(assessment=assessment)
    Turn.objects.update(text=words, guidance=words, follow_ups=[words, words])
    for question in Question.objects.all():
        question.text, question.guidance, question.role = words, words, short[:60]
        question.follow_ups = [words]
        question.save()
        question.translations.create(language="de", text=words, guidance=words, follow_ups=[words])
    QuestionBank.objects.update(title=short, description=words)
    PublishedQuestion.objects.update(
        text=words, guidance=words, follow_ups=[words], role=short[:60]
    )
    BankVersion.objects.update(title=short, description=words)
    Interview.objects.update(bank_title=short)
    User.objects.update(name=short)
    interview.refresh_from_db()


@pytest.fixture
def poisoned(interview: Interview) -> Interview:
    """Alice's interview with all payloads in every long field and the first in the short ones."""
    poison(interview, ALL)
    return interview


@pytest.mark.parametrize("phase", ["listening", "checking", "feedback"])
def test_in_the_room(alices: Client, poisoned: Interview, phase: str) -> None:
    Interview.objects.update(phase=phase, attempt=1)
    assert_harmless(alices.get(f"/interviews/{poisoned.pk}/").text)


@pytest.mark.parametrize("phase", [flow.Phase.LISTENING, flow.Phase.CHECKING, flow.Phase.FEEDBACK])
def test_in_fragments_sent_over_the_socket(
    poisoned: Interview, alice: User, phase: flow.Phase
) -> None:
    poisoned.phase, poisoned.attempt = phase.value, 1
    context = room_context(poisoned, progress.restore(poisoned), alice, problem=ALL, oob=True)
    names = ("_progress", "_question", "_panel")
    sent = (render_to_string(f"interviews/{name}.html", context) for name in names)
    assert_harmless("".join(sent))


def test_in_the_report(alices: Client, poisoned: Interview) -> None:
    finish(poisoned)
    assert_harmless(alices.get(f"/interviews/{poisoned.pk}/report/").text)


@pytest.mark.parametrize("address", ["/", "/interviews/", "/interviews/new/", "/profile/"])
def test_on_the_students_pages(alices: Client, poisoned: Interview, address: str) -> None:
    assert_harmless(alices.get(address).text)


def test_on_the_page_for_strangers(client: Client, poisoned: Interview) -> None:
    assert_harmless(client.get("/").text)


@pytest.mark.parametrize(
    "address",
    [
        "/staff/banks/",
        "/staff/banks/library/",
        "/staff/banks/library/versions/",
        "/staff/banks/library/questions/library-1/",
        "/staff/changes/",
        "/admin/interviews/questionbank/",
        "/admin/interviews/questionbank/{bank.pk}/change/",
        "/admin/interviews/question/",
        "/admin/accounts/user/",
    ],
)
def test_on_the_pages_for_staff(
    carols: Client, poisoned: Interview, bank: QuestionBank, address: str
) -> None:
    assert_harmless(carols.get(address.format(bank=bank)).text)


def test_in_the_tables_of_health_and_costs(
    carols: Client, poisoned: Interview, bank: QuestionBank
) -> None:
    question = bank.questions.earliest("pk")
    counts = {"asked": 9, "answered": 9, "students": 9, "read_first": 9}
    QuestionFigures.objects.create(
        question=question, days=90, made_at=poisoned.created_at, **counts
    )
    note(Kind.TOKENS, ALL[:40], 1, Decimal(1), Whose(bank=bank.slug))
    for address in ("/staff/questions/", "/staff/costs/"):
        assert_harmless(carols.get(address).text)


def test_in_the_preview_of_an_import_and_in_what_a_coach_is_tried_on(
    carols: Client, bank: QuestionBank
) -> None:
    bad = table({**GOOD, "question": ALL[:400], "competency": "xss<script>"})
    for rows in (bad, table({**GOOD, "question": ALL[:400]})):
        file = SimpleUploadedFile("<img src=x onerror=xss()>.csv", rows)
        assert_harmless(carols.post("/staff/import/", {"file": file}, follow=True).text)
    asked = carols.post("/staff/banks/library/questions/library-1/", {"answer": ALL})
    assert_harmless(asked.text)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_in_names_and_titles(alices: Client, interview: Interview, payload: str) -> None:
    poison(interview, payload)
    finish(interview)
    for address in ("/", interview.get_absolute_url()):
        assert_harmless(alices.get(address).text)


def test_a_question_is_still_asked_word_for_word(poisoned: Interview) -> None:
    assert services.ask_turn(interview=poisoned, question=0, probe=0).text == ALL


@pytest.mark.parametrize(
    "payload", [payload for payload in PAYLOADS if payload[0] in '<"' and "xss" in payload]
)
def test_what_is_not_escaped_would_be_seen(payload: str) -> None:
    page = f'<p title="xss {payload}">{payload}</p>'
    with pytest.raises(AssertionError):
        assert_harmless(page)
