"""On which rung of the ladder an interview is, and what the live one needs."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Rung
from avatars import ladder
from avatars.connections import Opened, open_connection
from avatars.wiring import connect_sources, has_live, idle_seconds, limits, live_provider
from interviews.casting import asides, face_of, is_all_filmed, order_for, try_number
from interviews.live.cast import DatabaseCast
from interviews.live.errands import errands
from interviews.live.needs import Cast, Unpaid
from interviews.live.threads import in_database_thread
from interviews.models import Interview
from providers.avatar import AvatarRefused, Trouble

SDKS = {
    "liveavatar": "vendor/liveavatar.js",
    "heygen_streaming": "vendor/heygen-streaming.js",
}


@dataclass(frozen=True)
class LiveStage:
    """What the room's page needs for a live interviewer."""

    player: str  # which of ours
    sdk: str  # the vendor's, below static/
    reaches: list[str]  # where the browser must be allowed to connect to
    poster: str  # address of a still picture of the face, or ""
    waits: bool  # nobody is called before there is something to say that is not filmed


def rung_of(interview: Interview) -> Rung:
    """Where the interviewer is; no higher than the keys there are allow."""
    return ladder.nearest(interview.current_rung, live=has_live())


def is_live(interview: Interview) -> bool:
    """Whether the live interviewer is the one who asks now."""
    return rung_of(interview) is Rung.LIVE


def may_be_live(interview: Interview) -> bool:
    """Whether a live interviewer was chosen, and can be had here."""
    return interview.rung == Rung.LIVE and has_live()


def live_stage(interview: Interview) -> LiveStage | None:
    """None where no live interviewer was chosen, or can be had."""
    provider = live_provider()
    if provider is None or not may_be_live(interview):
        return None
    return LiveStage(
        provider.name,
        SDKS[provider.name],
        connect_sources(),
        waits=is_all_filmed(interview),
        poster=_poster(interview, provider.name),
    )


def _poster(interview: Interview, provider: str) -> str:
    face = face_of(interview, provider)
    has_picture = face is not None and bool(face.picture)
    return reverse("face_picture", args=[face.pk]) if face and has_picture else ""


def cast_of(interview: Interview, *, has_voice: bool) -> Cast:
    """Who plays the interviewer. Nobody is paid where no live one was chosen."""
    words = asides(interview, has_voice=has_voice)
    provider = live_provider()
    if provider is None or not may_be_live(interview):
        return Unpaid(words)
    return DatabaseCast(
        interview,
        provider=provider,
        errands=errands,
        idle_seconds=idle_seconds(),
        phrases=words,
    )


async def open_live(interview: Interview, *, hint: str) -> Opened:
    """A paid session for the owner's page. Raises TooManySessions and ProviderError."""
    provider = live_provider()
    if provider is None:
        raise AvatarRefused("there is no key", trouble=Trouble.REFUSED)
    bounds = limits()
    order = await in_database_thread(order_for)(
        interview, provider=provider.name, most_seconds=bounds.most_seconds, hint=hint
    )
    return await open_connection(
        user=interview.owner,
        interview=interview.pk,
        order=order,
        provider=provider,
        limits=bounds,
        try_number=await in_database_thread(try_number)(interview),
    )
