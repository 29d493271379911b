"""Makes clips. What was done is in their rows, never in memory: a run that breaks off is gone on
with by the next, and nothing is ordered twice unless somebody agrees to the price once more.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus
from typing import Protocol

from django.core.files.base import ContentFile
from django.utils import timezone

from avatars.catalogue import Fetcher
from avatars.clips import Cast, Line, Plan, filmed, price
from avatars.models import Clip
from avatars.threads import in_database_thread
from providers.avatar import Trouble, trouble_of
from providers.downloads import FILM, NotOfItsKind
from providers.errors import ProviderError, ProviderRefused, ProviderUnavailable
from providers.heygen_video import Film, FilmOrder, Stage

AT_ONCE = 3  # films that are being made
WITHIN = 3600.0  # seconds for a whole run
MOST_BAD_ROUNDS = 6  # one after the other
HOPELESS = frozenset({Trouble.QUOTA, Trouble.REFUSED, Trouble.RETIRED})


class Studio(Protocol):
    async def order(self, order: FilmOrder) -> str: ...
    async def look(self, video: str) -> Film: ...


@dataclass(slots=True)
class Rendered:
    ready: int = 0
    failed: int = 0
    unclear: int = 0  # no answer came to the order
    left: int = 0
    price: Decimal = Decimal(0)
    hopeless: Trouble | None = None  # why no more could be ordered


class Rendering:
    """One run: a few films at a time, until all are there, time is up, or it is hopeless.

    `poll_every` and `within` are in seconds.
    """

    def __init__(
        self,
        plan: Plan,
        studio: Studio,
        fetcher: Fetcher,
        *,
        price_per_second: float,
        poll_every: float,
        say: Callable[[str], object] = lambda _: None,
        within: float = WITHIN,
    ) -> None:
        self._plan = plan
        self._studio = studio
        self._fetcher = fetcher
        self._price_per_second = price_per_second
        self._say = say
        self._poll_every = poll_every
        self._within = within
        self._waiting = list(plan.to_order)
        self._filming: list[Clip] = []
        self._bad_rounds = 0
        self._done = Rendered()

    async def run(self) -> Rendered:
        self._filming = await in_database_thread(_on_the_way)(self._plan.cast)
        try:
            async with asyncio.timeout(self._within):
                while self._has_more and self._bad_rounds < MOST_BAD_ROUNDS:
                    await self._round()
                    if self._has_more:
                        await asyncio.sleep(self._poll_every)
        except TimeoutError:
            self._say("Time is up.")
        self._done.left = len(self._waiting) + len(self._filming)
        return self._done

    @property
    def _has_more(self) -> bool:
        return bool(self._filming) or self._may_order

    @property
    def _may_order(self) -> bool:
        return bool(self._waiting) and self._done.hopeless is None

    async def _round(self) -> None:
        ordered = await self._order_more()
        looked = await self._look_at_all()
        self._bad_rounds = 0 if ordered and looked else self._bad_rounds + 1

    async def _order_more(self) -> bool:
        """Whether the vendor was well; a text that it will not have is not its fault."""
        while self._may_order and len(self._filming) < AT_ONCE:
            line = self._waiting[0]
            clip = await in_database_thread(_note_ordering)(self._plan.cast, line)
            try:
                video = await self._studio.order(FilmOrder(clip.face, clip.voice, line.text))
            except ProviderError as failure:
                if not await self._not_ordered(clip, failure):
                    return False
            else:
                await in_database_thread(_note_ordered)(clip, video)
                self._filming.append(clip)
                self._waiting.pop(0)
        return True

    async def _not_ordered(self, clip: Clip, failure: ProviderError) -> bool:
        """Whether others may be tried. A film is never ordered twice to be on the safe side."""
        trouble = trouble_of(failure)
        if _may_have_arrived(failure):
            self._waiting.pop(0)
            self._done.unclear += 1  # and the row stays as it is
        else:
            await self._note_failure(clip, trouble.value)
        if trouble is Trouble.UNAVAILABLE:
            self._waiting.pop(0)
            self._done.failed += 1
            return True
        if trouble in HOPELESS:
            self._done.hopeless = trouble
        self._say(f"{failure}.")
        return False

    async def _look_at_all(self) -> bool:
        """Whether the vendor was well with at least one of them, if there are any."""
        well = 0
        filming = list(self._filming)
        for clip in filming:
            try:
                await self._look_at(clip)
                well += 1
            except ProviderError as failure:
                self._say(f"{failure}.")
        return bool(well) or not filming

    async def _look_at(self, clip: Clip) -> None:
        try:
            film = await self._studio.look(clip.video_id)
        except ProviderError as failure:
            if trouble_of(failure) is not Trouble.UNAVAILABLE:
                raise
            await self._give_up(clip, "forgotten")
            return
        if film.stage is Stage.FAILED:
            await self._give_up(clip, film.failure or "failed")
        elif film.stage is Stage.DONE:
            await self._keep(clip, film)

    async def _keep(self, clip: Clip, film: Film) -> None:
        try:
            found = await self._fetcher.fetch(film.url, FILM)
        except NotOfItsKind:
            await self._give_up(clip, "no film")
            return
        clip.seconds = film.seconds
        clip.price = price(film.seconds, self._price_per_second)
        await in_database_thread(_store)(clip, found.content)
        self._filming.remove(clip)
        self._done.ready += 1
        self._done.price += clip.price
        self._say(f"{self._done.ready} ready, {len(self._waiting) + len(self._filming)} to go.")

    async def _give_up(self, clip: Clip, why: str) -> None:
        await self._note_failure(clip, why)
        self._filming.remove(clip)
        self._done.failed += 1

    async def _note_failure(self, clip: Clip, why: str) -> None:
        clip.status, clip.failure = Clip.Status.FAILED, why[:80]
        await clip.asave(update_fields=["status", "failure"])


def _may_have_arrived(failure: ProviderError) -> bool:
    """An order that was neither refused, nor put off, nor held back by us."""
    if not isinstance(failure, ProviderUnavailable):
        return not isinstance(failure, ProviderRefused)
    status = getattr(failure, "status", None)
    was_held_back = status is None and failure.retry_after is not None
    return status != HTTPStatus.TOO_MANY_REQUESTS and not was_held_back


def _on_the_way(cast: Cast) -> list[Clip]:
    return list(filmed(cast).filter(status=Clip.Status.ORDERED).exclude(video_id=""))


def _note_ordering(cast: Cast, line: Line) -> Clip:
    """Before the vendor is asked: if its answer gets lost, somebody can see that."""
    clip, _ = Clip.objects.update_or_create(
        face=cast.face,
        voice=cast.voice,
        language=cast.language,
        text_sha256=line.text_sha256,
        defaults={
            "kind": line.kind,
            "status": Clip.Status.ORDERING,
            "failure": "",
            "video_id": "",
            "ordered_at": timezone.now(),
        },
    )
    return clip


def _note_ordered(clip: Clip, video: str) -> None:
    clip.status, clip.video_id = Clip.Status.ORDERED, video[:100]
    clip.save(update_fields=["status", "video_id"])


def _store(clip: Clip, mp4: bytes) -> None:
    clip.status = Clip.Status.READY
    clip.video.save("clip.mp4", ContentFile(mp4), save=True)
