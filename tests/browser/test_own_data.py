"""A person takes all their data along, and ends their account or thinks better of it."""

import zipfile

from playwright.sync_api import Browser, expect

from tests.browser.people import PASSWORD, People
from tests.browser.student import Student
from tests.browser.tour import ANSWER


def test_everything_can_be_downloaded(guest: Student) -> None:
    guest.set_out()
    guest.type(ANSWER)
    guest.finish()
    guest.get_feedback()
    guest.see_report()
    guest.page.goto("/profile/data/")
    with guest.page.expect_download() as download:
        guest.press("Download everything")
    with zipfile.ZipFile(download.value.path()) as found:
        assert found.testzip() is None
        names = found.namelist()
        (interview,) = [name for name in names if name.endswith("interview.json")]
        assert "bakery" in found.read(interview).decode()
    assert {"account.json", "stories.json"} <= set(names)


def test_a_guest_is_gone_at_once(guest: Student) -> None:
    guest.page.goto("/profile/data/")
    guest.page.get_by_role("link", name="Delete my account").click()
    guest.page.get_by_label("Yes, delete my account").check()
    guest.press("Delete my account")
    expect(guest.page.get_by_role("status")).to_contain_text("is deleted")
    expect(guest.page.get_by_role("button", name="Practise now")).to_be_visible()


def test_somebody_with_an_account_can_think_better_of_it(chromium: Browser, people: People) -> None:
    with people.visit(chromium, people.undecided) as student:
        student.page.goto("/profile/data/deletion/")
        student.page.get_by_label("Password").fill(PASSWORD)
        student.press("Go on")
        student.page.get_by_label("Yes, delete my account").check()
        student.press("Delete my account")
        student.page.goto("/interviews/")
        expect(student.page.get_by_text("will be deleted on")).to_be_visible()
        student.press("Keep my account")
        expect(student.page.get_by_role("status")).to_contain_text("Your account is kept.")
        student.page.goto("/interviews/")
        expect(student.page.get_by_text("will be deleted on")).to_have_count(0)
