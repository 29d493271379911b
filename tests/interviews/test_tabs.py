"""One live tab: who may take hold of an interview, and who still has it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interviews import tabs
from interviews.models import Interview

PHONE, LAPTOP = "phone-0123456789", "laptop-0123456789"


@pytest.fixture
def held(interview: Interview) -> Interview:
    """Held by the phone."""
    assert tabs.claim(interview, tab=PHONE, hold=f"{PHONE}.1")
    return interview


def lapse(interview: Interview) -> None:
    long_ago = timezone.now() - tabs.LAPSE - timedelta(seconds=1)
    Interview.objects.filter(pk=interview.pk).update(tab_seen_at=long_ago)


def renewed(interview: Interview, hold: str) -> bool:
    return bool(tabs.renew({hold: interview.pk}))


def holder(interview: Interview) -> str:
    interview.refresh_from_db()
    return interview.tab


def test_the_first_tab_takes_hold(held: Interview) -> None:
    assert holder(held) == f"{PHONE}.1"


def test_another_tab_does_not(held: Interview) -> None:
    assert not tabs.claim(held, tab=LAPTOP, hold=f"{LAPTOP}.1")
    assert holder(held) == f"{PHONE}.1"


def test_another_tab_does_when_the_student_says_so(held: Interview) -> None:
    assert tabs.claim(held, tab=LAPTOP, hold=f"{LAPTOP}.1", by_force=True)
    assert holder(held) == f"{LAPTOP}.1"


def test_the_same_tab_takes_its_own_hold_over(held: Interview) -> None:
    assert tabs.claim(held, tab=PHONE, hold=f"{PHONE}.2")
    assert holder(held) == f"{PHONE}.2"


def test_a_tab_whose_name_begins_alike_is_another_tab(held: Interview) -> None:
    assert not tabs.claim(held, tab=PHONE[:-1], hold=f"{PHONE[:-1]}.1")


@pytest.mark.parametrize("pattern", ["phone-%", "phone___________", "%", "phone-012345678?"])
def test_a_name_is_no_pattern(held: Interview, pattern: str) -> None:
    assert not tabs.claim(held, tab=pattern, hold=f"{pattern}.1")


def test_a_hold_that_was_not_renewed_lapses(held: Interview) -> None:
    lapse(held)
    assert tabs.claim(held, tab=LAPTOP, hold=f"{LAPTOP}.1")


def test_renewing_keeps_it_from_lapsing(held: Interview) -> None:
    lapse(held)
    assert renewed(held, f"{PHONE}.1")
    assert not tabs.claim(held, tab=LAPTOP, hold=f"{LAPTOP}.1")


def test_a_hold_that_was_lost_cannot_be_renewed(held: Interview) -> None:
    tabs.claim(held, tab=LAPTOP, hold=f"{LAPTOP}.1", by_force=True)
    assert not renewed(held, f"{PHONE}.1")


def test_a_socket_that_was_replaced_in_its_own_tab_has_lost_it(held: Interview) -> None:
    tabs.claim(held, tab=PHONE, hold=f"{PHONE}.2")
    assert not renewed(held, f"{PHONE}.1")


def test_both_sockets_of_one_interview_can_ask_together(held: Interview) -> None:
    tabs.claim(held, tab=PHONE, hold=f"{PHONE}.2")
    assert tabs.renew({f"{PHONE}.1": held.pk, f"{PHONE}.2": held.pk}) == {f"{PHONE}.2"}


def test_a_hold_on_another_interview_is_none_on_this(
    held: Interview, bobs_interview: Interview
) -> None:
    assert not renewed(bobs_interview, f"{PHONE}.1")


def test_a_released_interview_is_free(held: Interview) -> None:
    tabs.release(held, hold=f"{PHONE}.1")
    assert tabs.claim(held, tab=LAPTOP, hold=f"{LAPTOP}.1")


def test_a_late_release_takes_nothing_from_the_next_one(held: Interview) -> None:
    tabs.claim(held, tab=LAPTOP, hold=f"{LAPTOP}.1", by_force=True)
    tabs.release(held, hold=f"{PHONE}.1")
    assert holder(held) == f"{LAPTOP}.1"


def test_the_longest_name_with_its_sockets_fits_the_column(interview: Interview) -> None:
    longest = "x" * 40 + "." + "0" * 16
    assert len(longest) <= (Interview._meta.get_field("tab").max_length or 0)
    assert tabs.claim(interview, tab="x" * 40, hold=longest)


def test_holding_one_interview_holds_no_other(held: Interview, bobs_interview: Interview) -> None:
    assert tabs.claim(bobs_interview, tab=LAPTOP, hold=f"{LAPTOP}.1")


@pytest.fixture
def bobs_interview(interview: Interview) -> Interview:
    return Interview.objects.create(owner=interview.owner, bank_title="Another")
