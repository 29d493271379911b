import json

from accounts.models import User
from interviews.models import Interview
from stories.exporting import stories_data
from tests.interviews.acts import give_answer
from tests.stories.acts import FORM, keep


def test_all_that_was_written_is_there(alice: User) -> None:
    keep(alice)
    (story,) = stories_data(alice)
    assert {name: story[name] for name in FORM} == FORM


def test_it_says_where_the_story_was_told(alice: User, interview: Interview) -> None:
    give_answer(interview)
    keep(alice, attempt=give_answer(interview, question=1))
    (story,) = stories_data(alice)
    place = {"interview": str(interview.pk), "follow_up": 0, "attempt": 1}
    assert story["told"] == [
        {**place, "question": 1, "is_source": False},
        {**place, "question": 2, "is_source": True},
    ]


def test_it_can_leave_as_json(alice: User, interview: Interview) -> None:
    keep(alice, attempt=give_answer(interview))
    assert json.loads(json.dumps(stories_data(alice))) == stories_data(alice)


def test_it_is_the_persons_own(alice: User, bob: User) -> None:
    keep(alice)
    assert stories_data(bob) == []
