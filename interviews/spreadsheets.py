"""What spreadsheets take for more than it is."""

MARK = b"\xef\xbb\xbf"  # at the start of a CSV file: by it Excel knows UTF-8
# What is taken for a formula, full-width signs too.
FORMULA = tuple("=+-@\t\r＝＋－＠")


def harmless(text: str) -> str:
    """A cell that no spreadsheet runs: https://owasp.org/www-community/attacks/CSV_Injection."""
    return f"'{text}" if _is_risky(text) else text


def unharmed(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text.startswith("'") and _is_risky(text[1:]) else text


def _is_risky(text: str) -> bool:
    """Also what looks as if it had been made harmless before, so that it comes back whole."""
    return text.lstrip(" '").startswith(FORMULA)
