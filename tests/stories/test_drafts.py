from interviews.models import Attempt, Interview
from stories.drafts import draft_story
from stories.forms import StoryForm
from tests.interviews.acts import FIRST, give_answer, write_answer


def test_sentences_stand_where_the_coach_heard_them(interview: Interview) -> None:
    draft = draft_story(give_answer(interview))
    assert draft["action"].startswith("I asked what he was looking for")
    assert draft["result"] == "In the end he had the map within ten minutes."


def test_no_sentence_is_lost(interview: Interview) -> None:
    attempt = give_answer(interview)
    draft = draft_story(attempt)
    parts = [draft[name] for name in ("situation", "task", "action", "result", "notes")]
    assert sorted(" ".join(parts).split()) == sorted(attempt.transcript.split())


def test_an_answer_that_nobody_has_read_stands_in_the_notes(interview: Interview) -> None:
    attempt = write_answer(interview, "I rang the archive.")
    assert draft_story(attempt)["notes"] == "I rang the archive."


def test_the_title_is_made_of_the_first_words(interview: Interview) -> None:
    title = draft_story(give_answer(interview))["title"]
    assert title == "Last spring I worked at the desk of…"


def test_a_short_answer_is_its_own_title(interview: Interview) -> None:
    assert draft_story(write_answer(interview, "I rang him."))["title"] == "I rang him"


def test_the_question_gives_competency_and_themes(interview: Interview) -> None:
    attempt = give_answer(interview)
    attempt.turn.text, attempt.turn.competency = "Tell me about a mistake.", "integrity"
    draft = draft_story(attempt)
    assert (draft["competency"], draft["themes"]) == ("integrity", ["failure"])


def test_a_very_long_answer_fits_into_the_form(interview: Interview) -> None:
    write_answer(interview, "x" * 300 + " and then I rang the archive again. " * 3000, take=FIRST)
    form = StoryForm(draft_story(Attempt.objects.get()))
    assert form.is_valid(), form.errors
