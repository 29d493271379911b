"""What a session does about its interviewer: whether one is there, what follows when not, and a
few words while the student waits.

`avatars.states` decides the interviewer's state, `avatars.recovery` what follows a failure. Only
the live rung costs money and can be called again; every other one simply goes one rung down.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from avatars import recovery
from avatars.speech import watchdog_seconds
from avatars.states import AvatarState, Report, react
from interviews.live import wire
from interviews.live.flow import Phase
from interviews.live.needs import Asked, Cast, Stage, Why
from interviews.live.tasks import Tasks
from providers.avatar import Trouble

LIVE, TEXT = "live", "text"  # rungs of the ladder
CLIP_START = 5.0  # seconds in which a spoken question must begin, or the browser's voice says it
LIVE_START = 12.0  # seconds for a live interviewer who is still coming, and then begins
THINKING_AFTER = 1.0  # seconds of the coach's silence
LOOK_EVERY = 15.0  # seconds between looks at whether the student is still there
KEEP_ALIVE_EVERY = 60.0  # seconds; vendors hang up after minutes of silence
ASIDE = 0  # number of a speech that is no question
HEARING_THE_COACH = frozenset({Phase.ASSESSING, Phase.FEEDBACK})
NOBODY_IDLE = frozenset({Phase.ASKING, Phase.RECORDING, Phase.ASSESSING})
THERE = frozenset({AvatarState.READY, AvatarState.SPEAKING})


@dataclass
class Speech:
    """One question that is being spoken."""

    number: int
    asked_at: float
    began_at: float | None = None
    start_delay_ms: int | None = None
    was_interrupted: bool = False


class Interviewer:
    """The interviewer of one session. `tell` takes what the session has to decide."""

    def __init__(
        self,
        stage: Stage,
        cast: Cast | None,
        tasks: Tasks,
        *,
        tell: Callable[[wire.Message], None],
        sleep: Callable[[float], Awaitable[None]],
        clock: Callable[[], float] = time.monotonic,
        pick: Callable[[Sequence[Asked]], Asked] = random.choice,
    ) -> None:
        self._stage = stage
        self._cast = cast
        self._tasks = tasks
        self._tell = tell
        self._sleep = sleep
        self._clock = clock
        self._pick = pick
        self._state = AvatarState.DISCONNECTED
        self._tries = 0  # at the live interviewer, since one last did what is asked of them
        self._phase = Phase.WARM_UP
        self._stirred_at = clock()
        self._speech: Speech | None = None
        self._aside_until = 0.0
        self._aside_ended = asyncio.Event()
        self._thinking: asyncio.Task[None] | None = None
        self._replies: list[Asked] = []
        self._replying: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None

    # What the player tells ---------------------------------------------------------------------

    async def heard(self, message: wire.FromPlayer) -> bool:
        """Whether the interviewer is on a lower rung now, and the question is to be asked again."""
        before = self._state
        self._state = react(before, Report(message.event))
        if self._state is not before:
            await self._stage.send(wire.Avatar(self._state))
        match message.event:
            case wire.PlayerEvent.CONNECTING if before is not self._state and self._is_live:
                self._tries += 1
                self._watch()
            case wire.PlayerEvent.CONNECTED if message.ms is not None and self._cast:
                self._cast.ready(ms=message.ms)
            case wire.PlayerEvent.SPEAK_STARTED:
                self._began(message)
            case wire.PlayerEvent.SPEAK_ENDED:
                self._ended(message)
            case wire.PlayerEvent.FAILED if before is not AvatarState.ERROR:
                return await self._failed(message.trouble, was_there=before in THERE)
        return False

    @property
    def _is_live(self) -> bool:
        return self._stage.rung == LIVE

    async def _failed(self, trouble: Trouble | None, *, was_there: bool) -> bool:
        """What follows. More is heard of that player only when it connects anew."""
        if not self._is_live:
            await self._stage.step_down()
            return True
        trouble = trouble or Trouble.NETWORK
        self._end(Why.DROPPED if was_there else Why.FAILED, trouble)
        is_asking = self._phase is Phase.ASKING
        match recovery.after(trouble, tries=max(1, self._tries), is_asking=is_asking):
            case recovery.Again(seconds):
                await self._stage.call_live(after=seconds, trouble=trouble)
                return False
            case _:
                await self._stage.step_down(trouble)
                return True

    def _end(self, why: Why, trouble: Trouble | None = None) -> None:
        _cancel(self._watching)
        if self._cast:
            self._cast.end(why=why, trouble=trouble)

    # What the session tells --------------------------------------------------------------------

    async def follow(self, phase: Phase) -> None:
        """The interview is in this phase now. Comes before anything is said in it."""
        before, self._phase = self._phase, phase
        if phase is Phase.ASSESSING and before is not phase:
            self._thinking = self._tasks.spawn(self._think())
        elif before is Phase.ASSESSING and phase is not before:
            await self._stop_thinking()
        if phase not in HEARING_THE_COACH:
            await self._stop_replying()

    def stir(self) -> None:
        """The student did something."""
        self._stirred_at = self._clock()

    def asks(self, speech: int, asked: Asked) -> float:
        """A question is about to be said. Seconds after which its end is no longer waited for."""
        self._speech = Speech(speech, self._clock())
        start = CLIP_START if asked.audio or asked.clip else 0
        return watchdog_seconds(asked.text) + (LIVE_START if self._is_live else start)

    def hushed(self) -> None:
        if self._speech is not None:
            self._speech.was_interrupted = True

    async def call_live(self) -> None:
        """The student wants to try the live interviewer again."""
        is_busy = self._phase in {Phase.ASKING, Phase.FINISHED}
        if is_busy or self._is_live or not self._stage.offers_live:
            return
        self._tries = 0
        self._state = AvatarState.DISCONNECTED
        await self._stage.call_live(after=0)

    def finished(self) -> None:
        self._end(Why.FINISHED)

    def left(self) -> None:
        """The browser is gone, perhaps only for the length of a reload."""
        if self._cast and self._phase is not Phase.FINISHED:
            self._cast.leave()

    # How questions were spoken -----------------------------------------------------------------

    def _began(self, message: wire.FromPlayer) -> None:
        if message.speech != ASIDE:
            self._aside_until = 0.0  # cut by what came next, or never begun for its sake
        speech = self._speech
        if speech is None or speech.number != message.speech:
            return
        speech.began_at = self._clock()
        waited = round((speech.began_at - speech.asked_at) * 1000)
        speech.start_delay_ms = waited if message.ms is None else message.ms

    def _ended(self, message: wire.FromPlayer) -> None:
        if message.speech == ASIDE:
            self._aside_until = 0.0
            self._aside_ended.set()
        speech = self._speech
        if speech is None or speech.number != message.speech:
            return
        self._speech = None
        self._tries = 0
        if self._is_live and self._cast:
            began = speech.began_at
            self._cast.spoke(
                start_delay_ms=speech.start_delay_ms,
                seconds=None if began is None else self._clock() - began,
                was_interrupted=speech.was_interrupted,
            )

    # A few words while the coach reads ---------------------------------------------------------

    async def _think(self) -> None:
        await self._sleep(THINKING_AFTER)
        phrases = self._cast.phrases if self._cast else ()
        if phrases and self._state is AvatarState.READY and self._has_voice:
            await self._say_aside(self._pick(phrases))

    async def _stop_thinking(self) -> None:
        _cancel(self._thinking)
        if self._replying is None:
            await self._cut_aside()

    # What the coach lets the interviewer say ---------------------------------------------------

    def reply(self, said: Asked) -> None:
        """One sentence, said at once, or behind those that are being said."""
        if not self._has_voice:
            return
        self._replies.append(said)
        if self._replying is None:
            _cancel(self._thinking)
            self._replying = self._tasks.spawn(self._reply())

    async def _reply(self) -> None:
        await self._cut_aside()  # a thought and the reply never overlap
        while self._replies:
            said = self._replies.pop(0)
            start = CLIP_START if said.audio else 0
            self._aside_ended.clear()
            await self._say_aside(said)
            with suppress(TimeoutError):
                async with asyncio.timeout(watchdog_seconds(said.text) + start):
                    await self._aside_ended.wait()
        self._replying = None

    async def _stop_replying(self) -> None:
        self._replies.clear()
        if self._replying is not None:
            _cancel(self._replying)
            self._replying = None
            await self._cut_aside()

    async def _say_aside(self, said: Asked) -> None:
        self._aside_until = self._clock() + watchdog_seconds(said.text)
        await self._stage.send(wire.Aside(ASIDE, said.text, said.audio, said.clip))

    async def _cut_aside(self) -> None:
        if self._clock() < self._aside_until:
            self._aside_until = 0.0
            await self._stage.send(wire.Hush())

    @property
    def _has_voice(self) -> bool:
        return self._stage.rung != TEXT

    # The paid session lives while it is used ---------------------------------------------------

    def _watch(self) -> None:
        _cancel(self._watching)
        self._watching = self._tasks.spawn(self._keep_alive())

    async def _keep_alive(self) -> None:
        kept_at = self._clock()
        while self._cast is not None:
            await self._sleep(LOOK_EVERY)
            if self._is_idle(self._cast.idle_seconds):
                await self._send_away()
                return
            if self._clock() - kept_at < KEEP_ALIVE_EVERY:
                continue
            kept_at = self._clock()
            if not await self._cast.keep_alive():
                over = wire.FromPlayer(wire.PlayerEvent.FAILED, ASIDE, Trouble.EXPIRED)
                self._tell(over)
                return

    def _is_idle(self, most: float) -> bool:
        if self._phase in NOBODY_IDLE:
            self.stir()
        return self._clock() - self._stirred_at > most

    async def _send_away(self) -> None:
        """Nobody is there to be seen: the live interviewer goes, and can be called back."""
        self._state = AvatarState.DISCONNECTED
        await self._stage.step_down(is_idle=True)
        if self._cast:
            self._cast.end(why=Why.IDLE, trouble=None)


def _cancel(task: asyncio.Task[None] | None) -> None:
    if task is not None:
        task.cancel()
