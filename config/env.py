"""The environment, read once: `.env` beside manage.py, overridden by real variables.

A wrong value stops the start with a sentence that names the variable.
"""

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

ROOT = Path(__file__).resolve().parent.parent
HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]"
ORIGIN = re.compile(rf"https?://({HOST})(?::\d{{1,5}})?")

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


def choice(name: str, options: tuple[str, ...], default: str = "") -> str:
    """One of `options`, by default the first; anything else is refused by name."""
    value = env.str(name, default or options[0])
    if value not in options:
        raise ImproperlyConfigured(f"{name} must be one of: {', '.join(options)}.")
    return value


def database(name: str, default: str) -> Any:
    """Django's settings for a database URL. A refusal does not repeat it: it has a password."""
    try:
        return dj_database_url.parse(secret(name) or default, conn_health_checks=True)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} is no database address. Write it like postgres://user:password@host/name"
        ) from error


def mail(name: str, default: str) -> dict[str, Any]:
    """Django's EMAIL_ settings for a mail URL. A refusal does not repeat it: it has a password."""
    try:
        found: dict[str, Any] = env.dj_email_url(name, default)
    except EnvError:
        found = {}
    if "EMAIL_BACKEND" not in found:
        raise ImproperlyConfigured(
            f"{name} is no mail server. Write it like submission://user:password@host:587"
        )
    return found


def time_zone(name: str, default: str) -> str:
    """A place of the time zone database; anything else is refused by name."""
    value = env.str(name, default)
    try:
        ZoneInfo(value)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise ImproperlyConfigured(f"{name}: {value!r} is no time zone.") from error
    return value


def origins(name: str, default: list[str]) -> list[str]:
    """Full origins (scheme, host and port) such as `https://greenroom.example`."""
    found = [origin.strip().lower() for origin in env.list(name, default)]
    for origin in found or [""]:
        if not ORIGIN.fullmatch(origin):
            raise ImproperlyConfigured(
                f"{name}: {origin!r} is no origin. Write it like https://greenroom.example"
            )
    return found


def host(origin: str) -> str:
    """The host of an origin, as Django compares it: without the port, IPv6 in brackets."""
    return ORIGIN.sub(r"\1", origin)
