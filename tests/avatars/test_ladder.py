"""The four rungs and the way down."""

import pytest

from accounts.models import Rung
from avatars import ladder


def test_the_order_is_the_one_in_which_people_choose() -> None:
    assert [rung.value for rung in ladder.ORDER] == Rung.values


@pytest.mark.parametrize(
    ("rung", "next_down"),
    [
        (Rung.LIVE, Rung.ILLUSTRATED),
        (Rung.ILLUSTRATED, Rung.VOICE),
        (Rung.VOICE, Rung.TEXT),
        (Rung.TEXT, Rung.TEXT),
    ],
)
def test_a_failure_leads_one_rung_down_and_text_stays(rung: Rung, next_down: Rung) -> None:
    assert ladder.below(rung) is next_down


def test_the_live_rung_is_on_offer_only_where_a_key_allows_it() -> None:
    assert ladder.on_offer(live=True) == tuple(Rung)
    assert ladder.on_offer(live=False) == tuple(Rung)[1:]


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("rung", Rung)
def test_what_somebody_prefers_is_always_something_on_offer(rung: Rung, live: bool) -> None:
    nearest = ladder.nearest(rung, live=live)
    assert nearest in ladder.on_offer(live=live)
    assert nearest is rung or rung is Rung.LIVE
