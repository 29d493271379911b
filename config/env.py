"""The environment, read once: `.env` beside manage.py, overridden by real variables.

A wrong value stops the start with a sentence that names the variable.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

ROOT = Path(__file__).resolve().parent.parent
HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]"
BUCKET = re.compile(
    r"s3://(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])"
    r"(?:/(?P<folder>[\w./-]*?))?/?(?:\?(?P<query>.*))?"
)
SOURCE = re.compile(rf"(?:https?|wss?)://(?:\*\.)?(?:{HOST})(?::\d{{1,5}})?")
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


def amount(name: str, default: float) -> float:
    """Money, zero or more; anything else is refused by name."""
    try:
        value = env.float(name, default)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name} must be a number.") from error
    if not 0 <= value < float("inf"):
        raise ImproperlyConfigured(f"{name} must be 0 or more.")
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


def storage(name: str) -> dict[str, Any]:
    """Django's settings for media files: on disk, or `s3://bucket/folder?region=…&endpoint=…`.

    The keys for it come from where boto3 looks (AWS_ACCESS_KEY_ID and so on), not from here.
    """
    value = env.str(name, "")
    if not value:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    found = BUCKET.fullmatch(value)
    asked = dict(parse_qsl(found["query"] or "", keep_blank_values=True)) if found else {}
    if found is None or not asked.keys() <= {"region", "endpoint"} or not all(asked.values()):
        raise ImproperlyConfigured(
            f"{name} is no storage. Leave it empty, or write it like s3://bucket?region=eu-west-2"
        )
    options = {
        "bucket_name": found["bucket"],
        "location": found["folder"] or "",
        "region_name": asked.get("region"),
        "endpoint_url": asked.get("endpoint"),
        "default_acl": None,  # the bucket's own, which is private
        "client_config": _s3_client(),
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def _s3_client() -> Any:
    """In seconds, instead of a minute each and many tries; and no checksums, which only Amazon's
    own servers are sure to know. boto3 is loaded where it is used: it takes its time."""
    from botocore.config import Config

    return Config(
        connect_timeout=3,
        read_timeout=20,
        retries={"total_max_attempts": 3},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )


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


def sources(name: str, default: list[str]) -> list[str]:
    """Where a page may connect to, as a Content-Security-Policy says it."""
    found = [source.strip().lower() for source in env.list(name, default)]
    for source in found:
        if not SOURCE.fullmatch(source):
            raise ImproperlyConfigured(
                f"{name}: {source!r} is no origin. Write it like wss://*.livekit.example"
            )
    return found


def host(origin: str) -> str:
    """The host of an origin, as Django compares it: without the port, IPv6 in brackets."""
    return ORIGIN.sub(r"\1", origin)
