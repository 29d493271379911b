"""How long an utterance should take, and when to stop waiting for its end."""

WORDS_PER_MINUTE = 150
LEAD_IN = 0.5  # seconds before the first word


def expected_seconds(text: str) -> float:
    return LEAD_IN + len(text.split()) * 60 / WORDS_PER_MINUTE


def watchdog_seconds(text: str) -> float:
    """A player that has not ended by then is taken to be stuck; the student's turn begins."""
    return 1.5 * expected_seconds(text) + 3
