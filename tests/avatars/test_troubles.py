"""Every trouble has its own words, for the student and for the administrator."""

import pytest

from avatars.troubles import LABELS, SENTENCES, sentence
from providers.avatar import Trouble


@pytest.mark.parametrize("trouble", Trouble)
def test_each_has_a_plain_sentence_of_its_own(trouble: Trouble) -> None:
    told = sentence(trouble)
    assert told.endswith(".")
    assert len(told) < 100
    for word in ("error", "token", "API", "HTTP"):
        assert word not in told


def test_no_two_are_the_same() -> None:
    assert len({sentence(trouble) for trouble in Trouble}) == len(Trouble) == len(SENTENCES)
    assert {value for value, _ in LABELS} == {trouble.value for trouble in Trouble}
