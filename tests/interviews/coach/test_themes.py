import pytest

from interviews.coach.themes import Theme, suggest_themes, themes_asked_for

LEARNED = (
    "I had never used the software before and nobody could teach me. I watched a tutorial every "
    "evening, read the manual, practised with old data and asked a beginner's questions. After a "
    "week I understood it and learned to write my own reports."
)
PIE = "We sat in the garden and ate the pie."


@pytest.mark.parametrize(
    ("question", "theme"),
    [
        ("Tell me about a time you disagreed with someone you had to work with.", Theme.CONFLICT),
        ("Tell me about something you worked hard on that did not succeed.", Theme.FAILURE),
        ("Tell me about a time you led a group of people.", Theme.LEADING),
        ("Tell me about a deadline that looked too close.", Theme.PRESSURE),
        ("Tell me about something you did although nobody had asked you to.", Theme.INITIATIVE),
        ("Tell me about some feedback that was hard to hear.", Theme.LEARNING),
    ],
)
def test_the_question_tells_the_theme(question: str, theme: Theme) -> None:
    assert suggest_themes(question, PIE) == (theme,)


def test_a_question_may_ask_for_two() -> None:
    asked = themes_asked_for("Tell me about a conflict close to a deadline.")
    assert asked == (Theme.CONFLICT, Theme.PRESSURE)


def test_a_phrase_begins_with_a_word() -> None:
    assert themes_asked_for("How do you feel about a scheduled call?") == ()


def test_where_the_question_asks_for_none_the_text_tells() -> None:
    assert suggest_themes("Tell me about your last job.", LEARNED) == (Theme.LEARNING,)


def test_a_text_that_is_about_none_clearly_gets_none() -> None:
    assert suggest_themes("Tell me about your last job.", PIE) == ()


def test_nothing_suggests_nothing() -> None:
    assert suggest_themes("", "") == ()
