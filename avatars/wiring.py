"""Where settings and avatar providers meet, and nowhere else."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings

from avatars.limits import Limits
from providers.avatar import AvatarProvider
from providers.deepgram import Deepgram, DeepgramSettings
from providers.downloads import Downloads
from providers.heygen_streaming import HeyGenStreaming, HeyGenStreamingSettings
from providers.heygen_video import HeyGenVideo, HeyGenVideoSettings
from providers.liveavatar import LiveAvatar, LiveAvatarSettings


def has_live() -> bool:
    return live_provider() is not None


def live_name() -> str:
    """The live provider's name, "" without one."""
    provider = live_provider()
    return provider.name if provider else ""


def live_provider() -> AvatarProvider | None:
    """Who plays the live interviewer here, or None without a key."""
    return liveavatar() or heygen_streaming()


def providers() -> list[AvatarProvider]:
    """All that have a key: old connections may be another provider's."""
    return [each for each in (liveavatar(), heygen_streaming()) if each is not None]


@cache
def liveavatar() -> LiveAvatar | None:
    """The one LiveAvatar of this process (it has the breaker)."""
    if not settings.LIVEAVATAR_API_KEY:
        return None
    return LiveAvatar(
        LiveAvatarSettings(
            key=settings.LIVEAVATAR_API_KEY,
            base_url=settings.LIVEAVATAR_BASE_URL,
            is_sandbox=settings.LIVEAVATAR_SANDBOX,
        )
    )


@cache
def heygen_streaming() -> HeyGenStreaming | None:
    """Only for whoever asks for the retired interface by name."""
    if not (settings.HEYGEN_API_KEY and settings.HEYGEN_STREAMING):
        return None
    return HeyGenStreaming(
        HeyGenStreamingSettings(key=settings.HEYGEN_API_KEY, base_url=settings.HEYGEN_BASE_URL)
    )


@cache
def studio() -> HeyGenVideo | None:
    """Who films questions beforehand, or None without a key."""
    if not settings.HEYGEN_API_KEY:
        return None
    return HeyGenVideo(
        HeyGenVideoSettings(key=settings.HEYGEN_API_KEY, base_url=settings.HEYGEN_BASE_URL)
    )


def downloads(provider: AvatarProvider | HeyGenVideo) -> Downloads:
    """For the pictures, samples and films that a provider offers."""
    is_live = provider.name == LiveAvatar.name
    home = settings.LIVEAVATAR_BASE_URL if is_live else settings.HEYGEN_BASE_URL
    return Downloads(provider.name, home=home)


@cache
def deepgram() -> Deepgram | None:
    """The one Deepgram of this process (it has the breaker), or None without a key."""
    if not settings.DEEPGRAM_API_KEY:
        return None
    return Deepgram(
        DeepgramSettings(key=settings.DEEPGRAM_API_KEY, base_url=settings.DEEPGRAM_BASE_URL)
    )


def limits() -> Limits:
    return Limits(
        per_hour=settings.AVATAR_SESSIONS_PER_HOUR,
        per_day=settings.AVATAR_SESSIONS_PER_DAY,
        at_once=settings.AVATAR_SESSIONS_AT_ONCE,
        most_seconds=settings.AVATAR_MOST_MINUTES * 60,
    )


def idle_seconds() -> int:
    """Without a sign of the student, after which a session is ended."""
    return int(settings.AVATAR_IDLE_SECONDS)


def connect_sources() -> list[str]:
    """What the browser must be allowed to reach (connect-src) when the live rung is used."""
    provider = live_provider()
    if provider is None:
        return []
    base = settings.LIVEAVATAR_BASE_URL if liveavatar() else settings.HEYGEN_BASE_URL
    address = urlsplit(base)
    sources = [f"{address.scheme}://{address.netloc}"]
    if provider is heygen_streaming():
        scheme = "wss" if address.scheme == "https" else "ws"
        sources.append(f"{scheme}://{address.netloc}")
    return [*sources, *settings.LIVEAVATAR_MEDIA_ORIGINS]


def price_per_minute() -> float:
    return float(settings.AVATAR_PRICE_PER_MINUTE)


def clip_price_per_second() -> float:
    return float(settings.CLIP_PRICE_PER_SECOND)
