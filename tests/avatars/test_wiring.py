"""Which live interviewer the settings give, and what a browser may then connect to."""

from collections.abc import Iterator
from typing import Any

import pytest

from avatars import wiring


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    for made in (wiring.liveavatar, wiring.heygen_streaming):
        made.cache_clear()
    yield
    for made in (wiring.liveavatar, wiring.heygen_streaming):
        made.cache_clear()


def test_without_a_key_there_is_none(settings: Any) -> None:
    assert wiring.live_provider() is None
    assert not wiring.has_live()
    assert wiring.providers() == []
    assert wiring.connect_sources() == []


def test_with_a_key_it_is_liveavatar(settings: Any) -> None:
    settings.LIVEAVATAR_API_KEY = settings.HEYGEN_API_KEY = "secret"
    settings.HEYGEN_STREAMING = True
    provider = wiring.live_provider()
    assert provider is not None
    assert provider.name == "liveavatar"
    assert wiring.live_provider() is provider  # there is one breaker
    assert [each.name for each in wiring.providers()] == ["liveavatar", "heygen_streaming"]


def test_a_key_of_heygen_alone_is_for_filming(settings: Any) -> None:
    settings.HEYGEN_API_KEY = "secret"
    assert wiring.live_provider() is None


def test_the_retired_interface_is_asked_for_by_name(settings: Any) -> None:
    settings.HEYGEN_API_KEY = "secret"
    settings.HEYGEN_STREAMING = True
    provider = wiring.live_provider()
    assert provider is not None
    assert provider.name == "heygen_streaming"
    assert wiring.connect_sources()[:2] == ["https://api.heygen.com", "wss://api.heygen.com"]


def test_a_browser_may_reach_the_vendor_and_its_media(settings: Any) -> None:
    settings.LIVEAVATAR_API_KEY = "secret"
    assert wiring.connect_sources() == [
        "https://api.liveavatar.com",
        "https://*.livekit.cloud",
        "wss://*.livekit.cloud",
    ]


def test_an_address_with_a_path_is_an_origin_to_the_browser(settings: Any) -> None:
    settings.LIVEAVATAR_API_KEY = "secret"
    settings.LIVEAVATAR_BASE_URL = "http://127.0.0.1:8803/some/path"
    settings.LIVEAVATAR_MEDIA_ORIGINS = ["ws://127.0.0.1:8803"]
    assert wiring.connect_sources() == ["http://127.0.0.1:8803", "ws://127.0.0.1:8803"]


def test_limits_come_from_the_settings(settings: Any) -> None:
    settings.AVATAR_MOST_MINUTES = 2
    settings.AVATAR_SESSIONS_PER_HOUR = 7
    limits = wiring.limits()
    assert (limits.per_hour, limits.per_day, limits.at_once, limits.most_seconds) == (7, 20, 0, 120)
