"""Whether open sockets may stay open: looked up for all that ask at about the same time.

Log-outs, take-overs and withdrawn consents have to be noticed within seconds. One by one that
look-up would cost a socket more than all of its audio; together it is a handful of queries.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass
from uuid import UUID

from channels.db import database_sync_to_async

from accounts.models import Consent, Purpose
from accounts.sessions import signed_in
from interviews import tabs

GATHER = 1.0  # seconds in which others can join a look-up


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a socket says it is."""

    session_key: str
    user: int
    interview: UUID | None
    hold: str  # "" while it holds no interview


@dataclass(frozen=True, slots=True)
class Standing:
    is_signed_in: bool
    has_hold: bool
    may_record: bool


def look_up(claims: Sequence[Claim]) -> list[Standing]:
    """Five queries, however many sockets; says of each interview that its tab is alive."""
    held = tabs.renew(
        {each.hold: each.interview for each in claims if each.interview and each.hold}
    )
    logged_in = signed_in({(each.session_key, each.user) for each in claims})
    allowing = set(
        Consent.objects.of_any({each.user for each in claims}, Purpose.RECORDING).values_list(
            "user", flat=True
        )
    )
    return [
        Standing(
            is_signed_in=(each.session_key, each.user) in logged_in,
            has_hold=not each.hold or each.hold in held,
            may_record=each.user in allowing,
        )
        for each in claims
    ]


class Standings:
    """The look-ups of one event loop. Its task ends when nobody asks."""

    def __init__(
        self,
        *,
        gather: float = GATHER,
        look_up: Callable[[Sequence[Claim]], list[Standing]] = look_up,
    ) -> None:
        self._gather = gather
        self._look_up = database_sync_to_async(look_up, thread_sensitive=False)
        self._asked: list[tuple[Claim, asyncio.Future[Standing]]] = []
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def of(self, claim: Claim, *, soon: bool = False) -> Standing:
        """Its standing now. Raises what the database raises."""
        answer: asyncio.Future[Standing] = asyncio.get_running_loop().create_future()
        self._asked.append((claim, answer))
        if soon:
            self._hurry.set()
        if self._task is None or self._task.done():
            # Not in the context of the socket that happened to ask: its thread ends with it.
            self._task = asyncio.create_task(self._answer(), name="standings", context=Context())
        return await answer

    async def _answer(self) -> None:
        while self._asked:
            await self._rest()
            asked, self._asked = self._asked, []
            try:
                found = await self._look_up([claim for claim, _ in asked])
            except Exception as error:
                for _, answer in asked:
                    if not answer.done():
                        answer.set_exception(error)
            else:
                for (_, answer), standing in zip(asked, found, strict=True):
                    if not answer.done():
                        answer.set_result(standing)

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._gather):
                await self._hurry.wait()
        self._hurry.clear()
