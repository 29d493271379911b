"""An interview's score, gain and parts, in step with its attempts."""

from decimal import Decimal

import pytest

from interviews import rollup
from interviews.models import Attempt, Interview
from interviews.reports import Report
from tests.interviews.acts import STORY, give_answer

CUT = STORY.partition("In the end")[0]


def rolled(interview: Interview) -> Interview:
    interview.refresh_from_db()
    return interview


def test_an_assessed_answer_shows_at_once(interview: Interview) -> None:
    attempt = give_answer(interview)
    assert rolled(interview).score == attempt.score
    assert interview.result is not None
    assert interview.gain is None


def test_trying_again_shows_as_a_gain(interview: Interview) -> None:
    first = give_answer(interview, CUT)
    second = give_answer(interview, STORY, attempt=2)
    assert first.score is not None
    assert second.score is not None
    assert rolled(interview).gain == second.score - first.score > 0


def test_a_worse_attempt_changes_no_score(interview: Interview) -> None:
    give_answer(interview, STORY)
    before = rolled(interview).score
    give_answer(interview, CUT, attempt=2)
    assert rolled(interview).score == before


def test_follow_ups_do_not_count(interview: Interview) -> None:
    give_answer(interview, probe=1)
    assert rolled(interview).score is None


def test_it_says_what_the_report_says(interview: Interview) -> None:
    give_answer(interview, CUT)
    give_answer(interview, STORY, attempt=2)
    give_answer(interview, CUT, question=1)
    summary = Report.of(rolled(interview)).summary
    assert interview.score == Decimal(str(summary.score))
    assert interview.gain == Decimal(str(summary.gain))
    assert [interview.situation, interview.task, interview.action, interview.result] == [
        Decimal(str(mean)) for mean in summary.parts.values()
    ]


@pytest.mark.parametrize("assessment", [None, {"coach": "x"}, {"parts": 5}])
def test_an_assessment_that_cannot_be_read_is_no_score(
    interview: Interview, assessment: object
) -> None:
    give_answer(interview)
    Attempt.objects.update(assessment=assessment)
    rollup.refresh(interview.pk)
    assert (rolled(interview).score, interview.situation) == (None, None)
