import pytest

from interviews.models import QuestionBank
from staff.health import roll_up
from tests.interviews.acts import STORY
from tests.staff.asked import CUT, practise


@pytest.fixture
def practised(bank: QuestionBank) -> QuestionBank:
    """Six students: five answer, three without a result, one of these better the second time."""
    for name in ("ann", "ben"):
        practise(bank, name, STORY)
    for name in ("cid", "dan"):
        practise(bank, name, CUT)
    practise(bank, "eva", CUT, STORY)
    practise(bank, "fay", skip=True)
    roll_up()
    return bank
