"""A good answer becomes a story, is put right, and is practised again."""

from playwright.sync_api import expect

from tests.browser.student import Student
from tests.browser.tour import ANSWER


def test_from_the_report_into_the_story_bank_and_back_to_the_room(guest: Student) -> None:
    guest.set_out()
    guest.type(ANSWER)
    guest.finish()
    guest.get_feedback()
    guest.see_report()

    guest.keep_story()
    expect(guest.page.get_by_label("Situation")).to_have_value(
        "Two years ago I worked at a bakery on Saturdays."
    )
    guest.page.get_by_label("Title").fill("The broken till")
    guest.page.get_by_label("Pressure").check()
    guest.press("Keep the story")
    expect(guest.page.get_by_role("status")).to_contain_text("The story is kept.")

    guest.page.get_by_role("navigation").get_by_role("link", name="Stories").click()
    card = guest.page.get_by_role("article")
    expect(card).to_contain_text("Pressure")
    expect(card).to_contain_text("Last told")
    card.get_by_role("link", name="The broken till").click()

    guest.page.get_by_role("link", name="Edit").click()
    guest.page.get_by_label("Result").fill("The takings were right to the penny.")
    guest.press("Save")
    story = guest.page.get_by_role("article")
    expect(story).to_contain_text("The takings were right to the penny.")

    guest.press("Practise this story")
    guest.expect_open()
    guest.start()
    guest.type(ANSWER)
    guest.finish()
    guest.get_feedback()
    guest.see_report()
    guest.page.get_by_role("navigation").get_by_role("link", name="Stories").click()
    expect(card).to_contain_text("You have told this one twice")


def test_out_of_the_room_a_story_opens_in_a_tab_of_its_own(guest: Student) -> None:
    guest.set_out()
    guest.type(ANSWER)
    guest.finish()
    guest.get_feedback()
    with guest.page.context.expect_page() as opened:
        guest.page.get_by_role("link", name="Keep this as a story").click()
    expect(opened.value.get_by_role("button", name="Keep the story")).to_be_visible()
    guest.expect_phase("feedback")
    guest.expect_open()
