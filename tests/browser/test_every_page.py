"""Every page that a link leads to, for everybody: whole, quiet, and from this site alone."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Response, expect

from tests.browser.people import People
from tests.browser.student import Student
from tests.browser.tour import ANSWER

LINKS = "[...document.querySelectorAll('a[href]:not([download])')].map(({ href }) => href)"
FILES = "[...document.querySelectorAll('a[download]')].map(({ href }) => href)"
# Of one thing among many alike: a number, or the short name of a bank or a question.
A_NAME = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/banks/)[\w-]+|(?<=/questions/)[\w-]+|\d+")
MOST_PAGES = 100
OUTSIDE = {"docs.djangoproject.com"}  # where links of Django's admin may lead


class Watch:
    """Notes what a page should not do."""

    def __init__(self, page: Page, origin: str) -> None:
        self.faults: list[str] = []
        self._page = page
        self._origin = origin
        page.on("console", lambda said: self._note(said.type in {"error", "warning"}, said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("request", self._requested)
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)

    def _requested(self, request: Request) -> None:
        is_ours = request.url.startswith((self._origin, "data:", "blob:"))
        self._note(not is_ours, f"asks {request.url}")

    def _failed(self, request: Request) -> None:
        was_left = request.failure == "net::ERR_ABORTED"  # by going to the next page
        self._note(not was_left, f"{request.url} failed: {request.failure}")

    def _answered(self, response: Response) -> None:
        self._note(response.status >= 400, f"{response.status} for {response.url}")

    def _note(self, is_fault: bool, what: str) -> None:
        if is_fault:
            self.faults.append(f"{self._page.url}: {what}")


def test_for_people_without_an_account(chromium: Browser, people: People) -> None:
    with people.visit(chromium, "") as student:
        visited = crawl(student.page, people.site.url)
    assert {"/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"} <= visited


def test_for_students(chromium: Browser, people: People) -> None:
    with people.visit(chromium, people.student) as student:
        leave_an_interview_and_finish_one(student)
        visited = crawl(student.page, people.site.url)
    expected = {"/interviews/", "/interviews/new/", "/interviews/N/", "/interviews/N/report/"}
    assert expected <= visited
    assert not any(path.startswith(("/admin", "/staff")) for path in visited)


def test_for_administrators(chromium: Browser, people: People) -> None:
    with people.visit(chromium, people.staff) as student:
        visited = crawl(student.page, people.site.url)
    assert {"/admin/", "/admin/interviews/questionbank/N/change/"} <= visited
    assert {"/staff/banks/N/", "/staff/banks/N/questions/N/", "/staff/costs/"} <= visited


def test_the_admin_changes_a_bank_under_the_policy(chromium: Browser, people: People) -> None:
    with people.visit(chromium, people.staff) as student:
        page = student.page
        watch = Watch(page, people.site.url)
        page.goto("/admin/interviews/questionbank/add/")
        page.get_by_role("textbox", name="title").press_sequentially("A bank of one")
        expect(page.get_by_role("textbox", name="short name").first).to_have_value("a-bank-of-one")
        page.get_by_role("spinbutton", name="position").first.fill("99")
        page.get_by_text("Add another Question").click()
        page.locator("#id_questions-0-text").press_sequentially("Why this work?")
        expect(page.locator("#id_questions-0-slug")).to_have_value("why-this-work")
        page.locator("#id_questions-0-competency").select_option("motivation")
        page.get_by_role("button", name="Save", exact=True).first.click()
        expect(page.get_by_role("status").first).to_contain_text("added successfully")
        page.goto("/admin/interviews/questionbank/")
        page.get_by_role("row", name="A bank of one").get_by_role("checkbox").first.check()
        page.locator("select[name=action]").first.select_option(label="Publish")
        page.get_by_role("button", name="Run").or_(page.get_by_role("button", name="Go")).click()
        expect(page.locator(".messagelist")).to_contain_text("Published: A bank of one")
        assert watch.faults == []


def test_the_admin_gives_permissions_under_the_policy(chromium: Browser, people: People) -> None:
    """Its two lists side by side are made by Django's JavaScript."""
    with people.visit(chromium, people.staff) as student:
        page = student.page
        watch = Watch(page, people.site.url)
        page.goto("/admin/auth/group/add/")
        page.get_by_label("Name").fill("Careers service")
        page.locator("#id_permissions_from").select_option(index=0)
        page.locator("#id_permissions_add").click()
        expect(page.locator("#id_permissions_to option")).to_have_count(1)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".messagelist")).to_contain_text("added successfully")
        assert watch.faults == []


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["screen", "phone"])
def test_the_admin_of_a_person_under_the_policy(
    chromium: Browser, people: People, size: tuple[int, int]
) -> None:
    with people.visit(chromium, people.staff) as student:
        page = student.page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        watch = Watch(page, people.site.url)
        page.goto("/admin/accounts/user/?q=student@example.com")
        page.locator("#result_list tbody th a").click()
        page.get_by_label("Name").fill("Sam")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".messagelist")).to_contain_text("changed successfully")
        assert watch.faults == []


def crawl(page: Page, origin: str) -> set[str]:
    """Go wherever links lead, once for each kind of page; the kinds that were seen."""
    watch = Watch(page, origin)
    seen: set[str] = set()
    waiting = deque(["/"])
    while waiting:
        address = waiting.popleft()
        if (kind := kind_of(address)) in seen:
            continue
        seen.add(kind)
        page.goto(address)
        waiting.extend(links_on(page, origin))
        for file in page.evaluate(FILES):
            if kind_of(file) not in seen:
                seen.add(kind_of(file))
                assert page.request.get(file).ok, file
        assert len(seen) < MOST_PAGES, sorted(seen)
    assert watch.faults == []
    return seen


def kind_of(address: str) -> str:
    return A_NAME.sub("N", urlsplit(address).path)


def links_on(page: Page, origin: str) -> Iterator[str]:
    for href in page.evaluate(LINKS):
        address = urljoin(page.url, href)
        if address.startswith(origin):
            yield address
        else:
            assert urlsplit(address).hostname in OUTSIDE, f"{page.url} links to {address}"


def leave_an_interview_and_finish_one(student: Student) -> None:
    student.set_out()
    student.type(ANSWER)
    student.finish()
    student.get_feedback()
    student.see_report()
    student.set_out()
