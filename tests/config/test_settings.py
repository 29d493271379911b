"""Wrong settings stop the start with one sentence that names the variable."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import ROOT

SITE = "https://greenroom.example"
SOUND = {
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijklmnop",
    "SITE_ORIGINS": SITE,
    "DEBUG": "false",
    "COOKIES_NEED_HTTPS": "true",
    "WEB_CONCURRENCY": "1",
    "REDIS_URL": "",
    "DATABASE_URL": "",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As in production, whatever stands in the environment of these tests."""
    for name, value in SOUND.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def read_settings() -> dict[str, Any]:
    """The settings, worked out once more from the environment as it is now."""
    return runpy.run_path(str(ROOT / "config" / "settings.py"))


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **SOUND, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set"),
        ("DEBUG", "maybe", "DEBUG must be true or false"),
        ("DEBUG", "", "DEBUG must be true or false"),
        ("DEBUG", "true", "DEBUG is on but SITE_ORIGINS is public"),
        ("COOKIES_NEED_HTTPS", "false", "Set COOKIES_NEED_HTTPS=true"),
        ("PORT", "http", "PORT must be a whole number"),
        ("PORT", "0", "PORT must be 1 or more"),
        ("WEB_CONCURRENCY", "0", "WEB_CONCURRENCY must be 1 or more"),
        ("TRUSTED_PROXY_COUNT", "-1", "TRUSTED_PROXY_COUNT must be 0 or more"),
        ("EMAIL_VERIFICATION", "perhaps", "EMAIL_VERIFICATION must be one of: optional"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of: DEBUG, INFO"),
        ("TIME_ZONE", "Atlantis/Capital", "TIME_ZONE: 'Atlantis/Capital' is no time zone"),
        ("TIME_ZONE", "../etc/passwd", "TIME_ZONE: "),
        ("GUESTS_ALLOWED", "2", "GUESTS_ALLOWED must be true or false"),
        ("BEHIND_TLS_PROXY", "nginx", "BEHIND_TLS_PROXY must be true or false"),
        ("HEYGEN_STREAMING", "true", "HEYGEN_STREAMING needs HEYGEN_API_KEY too"),
        ("LIVEAVATAR_SANDBOX", "test", "LIVEAVATAR_SANDBOX must be true or false"),
        ("LIVEAVATAR_MEDIA_ORIGINS", "*", "LIVEAVATAR_MEDIA_ORIGINS: '*' is no origin"),
        ("LIVEAVATAR_MEDIA_ORIGINS", "wss://a.example;", "is no origin"),
        ("LIVEAVATAR_MEDIA_ORIGINS", "wss://a.example 'unsafe-inline'", "is no origin"),
        ("AVATAR_MOST_MINUTES", "0", "AVATAR_MOST_MINUTES must be 1 or more"),
        ("AVATAR_IDLE_SECONDS", "5", "AVATAR_IDLE_SECONDS must be 60 or more"),
        ("AVATAR_PRICE_PER_MINUTE", "a lot", "AVATAR_PRICE_PER_MINUTE must be a number"),
        ("AVATAR_PRICE_PER_MINUTE", "inf", "AVATAR_PRICE_PER_MINUTE must be"),
        ("CLIP_PRICE_PER_SECOND", "-1", "CLIP_PRICE_PER_SECOND must be 0 or more"),
        ("OIDC_CLIENT_ID", "greenroom", "OIDC_CLIENT_ID needs OIDC_CLIENT_SECRET"),
        ("SECRET_KEY_FILE", "/nowhere/key", "SECRET_KEY_FILE: cannot read /nowhere/key"),
        ("DATABASE_URL", "my-secret-password", "DATABASE_URL is no database address"),
        ("DATABASE_URL", "oracel://x:my-secret-password@h/n", "DATABASE_URL is no database"),
        ("EMAIL_URL", "smpt://x:my-secret-password@h", "EMAIL_URL is no mail server"),
        ("EMAIL_URL", "smtp://h:my-secret-password", "EMAIL_URL is no mail server"),
        ("MEDIA_STORAGE", "/var/media", "MEDIA_STORAGE is no storage"),
        ("MEDIA_STORAGE", "s3://", "MEDIA_STORAGE is no storage"),
        ("MEDIA_STORAGE", "s3://key:my-secret-password@bucket", "MEDIA_STORAGE is no storage"),
        ("MEDIA_STORAGE", "s3://bucket?acl=public-read", "MEDIA_STORAGE is no storage"),
        ("MEDIA_STORAGE", "s3://bucket?region=", "MEDIA_STORAGE is no storage"),
    ],
)
def test_a_wrong_value_is_refused_by_name(
    environment: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    environment.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_settings()
    assert says in str(refusal.value)
    assert "my-secret-password" not in str(refusal.value)


@pytest.mark.parametrize(
    "origins",
    [
        "",
        "greenroom.example",
        "https://greenroom.example/",
        "https://greenroom.example/path",
        "https://",
        "https://*",
        "https://*.example",
        "https://user:pass@greenroom.example",
        "https://greenroom.example?x=1",
        "https://greenroom.example:port",
        "ftp://greenroom.example",
        "javascript:alert(1)",
        f"{SITE},nonsense",
        f"{SITE} https://other.example",
    ],
)
def test_what_is_no_origin_is_refused(environment: pytest.MonkeyPatch, origins: str) -> None:
    environment.setenv("SITE_ORIGINS", origins)
    with pytest.raises(ImproperlyConfigured, match="SITE_ORIGINS: .* is no origin"):
        read_settings()


def test_debugging_is_refused_where_any_address_is_public(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SITE_ORIGINS", f"http://localhost:8000,{SITE}")
    environment.setenv("DEBUG", "true")
    with pytest.raises(ImproperlyConfigured, match="Set DEBUG=false"):
        read_settings()


@pytest.mark.parametrize(
    ("origins", "hosts"),
    [
        (SITE, ["greenroom.example"]),
        ("https://Greenroom.Example:8443", ["greenroom.example"]),
        ("http://127.0.0.1:8000, http://localhost:8000", ["127.0.0.1", "localhost"]),
        ("http://[::1]:8000", ["[::1]"]),
    ],
)
def test_only_the_hosts_of_the_sites_addresses_are_answered(
    environment: pytest.MonkeyPatch, origins: str, hosts: list[str]
) -> None:
    environment.setenv("SITE_ORIGINS", origins)
    assert read_settings()["ALLOWED_HOSTS"] == hosts


def test_a_secret_may_lie_in_a_file(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n")
    environment.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    assert read_settings()["SECRET_KEY"] == "from a file"


def test_a_mail_server_is_named_by_one_address(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("EMAIL_URL", "submission://me:word@mail.example?_default_from_email=g@e.org")
    found = read_settings()
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (
        "mail.example",
        587,
        True,
    )
    assert found["DEFAULT_FROM_EMAIL"] == "g@e.org"


def test_media_are_files_unless_a_bucket_is_named(environment: pytest.MonkeyPatch) -> None:
    storage = read_settings()["STORAGES"]["default"]
    assert storage == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


@pytest.mark.parametrize(
    ("value", "bucket", "folder", "region", "endpoint"),
    [
        ("s3://recordings", "recordings", "", None, None),
        ("s3://recordings/?region=eu-west-2", "recordings", "", "eu-west-2", None),
        (
            "s3://a.b-c/green/room?region=x&endpoint=http://127.0.0.1:9000",
            "a.b-c",
            "green/room",
            "x",
            "http://127.0.0.1:9000",
        ),
    ],
)
def test_media_may_be_kept_in_a_bucket(
    environment: pytest.MonkeyPatch,
    value: str,
    bucket: str,
    folder: str,
    region: str | None,
    endpoint: str | None,
) -> None:
    environment.setenv("MEDIA_STORAGE", value)
    storage = read_settings()["STORAGES"]["default"]
    assert storage["BACKEND"] == "storages.backends.s3.S3Storage"
    options = storage["OPTIONS"]
    assert (options["bucket_name"], options["location"]) == (bucket, folder)
    assert (options["region_name"], options["endpoint_url"]) == (region, endpoint)
    assert (options["default_acl"], options["client_config"].connect_timeout) == (None, 3)


def test_redis_is_used_for_events_and_limits(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("REDIS_URL", "redis://127.0.0.1:6379/5")
    found = read_settings()
    assert found["CHANNEL_LAYERS"]["default"]["CONFIG"]["hosts"] == ["redis://127.0.0.1:6379/5"]
    assert found["CACHES"]["default"]["LOCATION"] == "redis://127.0.0.1:6379/5"


class TestTheCommandLine:
    @pytest.mark.parametrize(
        ("environment", "says"),
        [({"SECRET_KEY": ""}, "SECRET_KEY is not set."), ({"DEBUG": "maybe"}, "DEBUG must be")],
    )
    def test_says_it_in_one_sentence(self, environment: dict[str, str], says: str) -> None:
        refused = manage("check", **environment)
        assert refused.returncode != 0
        assert refused.stderr.startswith(f"Greenroom cannot start. {says}")
        assert len(refused.stderr.splitlines()) == 1

    def test_stops_several_processes_without_redis(self) -> None:
        refused = manage("check", WEB_CONCURRENCY="2")
        assert refused.returncode != 0
        assert "2 processes cannot share events kept in memory." in refused.stderr
        assert "Set REDIS_URL, or WEB_CONCURRENCY=1." in refused.stderr
        assert "Traceback" not in refused.stderr

    def test_finds_nothing_amiss_in_production(self) -> None:
        checked = manage("check", "--deploy", "--fail-level", "WARNING")
        assert checked.returncode == 0
        assert "System check identified no issues (0 silenced)." in checked.stdout
        assert checked.stderr == ""

    def test_warns_where_browsers_would_give_no_microphone(self) -> None:
        checked = manage("check", "--deploy", SITE_ORIGINS="http://greenroom.example")
        assert checked.returncode != 0
        assert "Set SITE_ORIGINS=https://your.address" in checked.stderr
