"""What the forms of the staff area send."""

from collections.abc import Mapping

PREFIX = "place-"  # and a question's key


def read_order(sent: Mapping[str, str]) -> dict[int, int]:
    """{question's key: wished place}; what is no number is left out."""
    order = {}
    for name, value in sent.items():
        key = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and _is_number(key) and _is_number(value.strip()):
            order[int(key)] = int(value)
    return order


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
