"""The environment, read once: `.env` beside manage.py, overridden by real variables.

A wrong value stops the start with a sentence that names the variable.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

ROOT = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(ROOT / ".env", recurse=False)


def secret(name: str, default: str = "") -> str:
    """A secret from `NAME`, or from the file that `NAME_FILE` points at (container secrets)."""
    path = env.str(f"{name}_FILE", "")
    if not path:
        return env.str(name, default)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: cannot read {path}: {error.strerror}") from error


def boolean(name: str, *, default: bool) -> bool:
    """True or false; anything else is refused by name."""
    try:
        return env.bool(name, default)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name} must be true or false.") from error


def whole_number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least `least`; anything else is refused by name."""
    try:
        value = env.int(name, default)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error
    if value < least:
        raise ImproperlyConfigured(f"{name} must be {least} or more.")
    return value


def choice(name: str, options: tuple[str, ...]) -> str:
    """One of `options`, the first by default; anything else is refused by name."""
    value = env.str(name, options[0])
    if value not in options:
        raise ImproperlyConfigured(f"{name} must be one of: {', '.join(options)}.")
    return value


def origins(name: str, default: list[str]) -> list[str]:
    """Full origins (scheme, host and port) such as `https://greenroom.example`."""
    found = env.list(name, default)
    for origin in found:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise ImproperlyConfigured(
                f"{name}: {origin!r} is no origin. Write it like https://greenroom.example"
            )
    return found
