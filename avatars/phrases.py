"""What interviewers say besides questions, until somebody edits it in the admin."""

from django.utils.translation import gettext, gettext_noop

OPENING = gettext_noop("Hello, good to meet you. Take your time; I have a few questions for you.")
CLOSING = gettext_noop("Thank you for talking to me. That was my last question.")
THANKS = gettext_noop("Thank you.")
MOVING_ON = gettext_noop("Let us move on.")
THINKING = (
    gettext_noop("Let me think about that for a moment."),
    gettext_noop("Thank you. Give me a second."),
    gettext_noop("I am just going over what you said."),
)


def spoken(text: str) -> str:
    """In the reader's language, where the text is one of ours and not edited."""
    return gettext(text) if text else ""


def lines(text: str) -> list[str]:
    """One phrase a line."""
    return [spoken(line.strip()) for line in text.splitlines() if line.strip()]
