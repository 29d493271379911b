import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from interviews.coach.rubric import Part
from interviews.models import Interview
from stories.models import Story
from tests.interviews.acts import STORY, give_answer
from tests.stories.acts import keep


def test_a_stranger_owns_none(alice: User) -> None:
    keep(alice)
    assert not Story.objects.owned_by(AnonymousUser()).exists()


class TestSearch:
    @pytest.mark.parametrize(
        "words", ["library", "CATALOGUE", "ten minutes", "map archive", "reader spring", "", "  "]
    )
    def test_each_word_is_somewhere(self, alice: User, words: str) -> None:
        assert Story.objects.search(words).contains(keep(alice))

    @pytest.mark.parametrize("words", ["bakery", "map bakery", "%", "_", "\\", "m_p", "'"])
    def test_other_words_are_not(self, alice: User, words: str) -> None:
        keep(alice)
        assert not Story.objects.search(words).exists()

    @pytest.mark.parametrize("field", ["title", "situation", "task", "action", "result", "notes"])
    def test_looks_into_every_field(self, alice: User, field: str) -> None:
        story = keep(alice, **{field: "Zanzibar"})
        keep(alice)
        assert list(Story.objects.search("zanzibar")) == [story]


def test_stories_of_a_competency(alice: User) -> None:
    story = keep(alice, competency="planning")
    keep(alice)
    assert list(Story.objects.of_competency("planning")) == [story]


@pytest.mark.parametrize("theme", ["conflict", "pressure"])
def test_stories_of_a_theme_may_have_others(alice: User, theme: str) -> None:
    story = keep(alice, themes=["conflict", "pressure"])
    keep(alice, themes=["learning"])
    keep(alice, themes=[])
    assert list(Story.objects.of_theme(theme)) == [story]


def test_themes_are_counted(alice: User) -> None:
    keep(alice, themes=["conflict", "pressure"])
    keep(alice, themes=["conflict"])
    assert Story.objects.theme_counts() == {"conflict": 2, "pressure": 1}


def test_parts_that_are_not_written_are_missing(alice: User) -> None:
    assert keep(alice, task="", result="").missing_parts == [Part.TASK, Part.RESULT]


class TestTellings:
    def test_are_counted_by_question(self, alice: User, interview: Interview) -> None:
        give_answer(interview)
        give_answer(interview, question=1)
        give_answer(interview, question=1, attempt=2)
        keep(alice)
        assert vars(Story.objects.with_tellings().get())["told"] == 2

    def test_the_last_one_is_known(self, alice: User, interview: Interview) -> None:
        give_answer(interview)
        last = give_answer(interview, question=1)
        keep(alice)
        assert vars(Story.objects.with_tellings().get())["last_told"] == last.submitted_at

    def test_there_may_be_none(self, alice: User) -> None:
        keep(alice)
        story = vars(Story.objects.with_tellings().get())
        assert (story["told"], story["last_told"]) == (0, None)


def test_the_story_in_one_piece_has_all_its_words(alice: User) -> None:
    story = keep(alice, situation=STORY, notes="Ask Jo for the date.")
    assert STORY in story.text
    assert "Jo" in story.text
