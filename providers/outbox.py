"""Audio that waits for a provider's socket: bounded, and it exists before the socket does."""

from bisect import bisect_right

BYTES_A_SECOND = 32_000  # 16 kHz, mono, signed 16 bit
MOST_WAITING = 5 * BYTES_A_SECOND
MOST_AT_ONCE = BYTES_A_SECOND // 4  # of one message: recognisers like 20 to 250 ms


class Outbox:
    """Frames in, batches out. When it is full the oldest audio goes.

    What goes is missing from the recogniser's clock, so this is also where seconds of its stream
    become seconds of the attempt.
    """

    def __init__(self, *, offset: float = 0.0, most: int = MOST_WAITING) -> None:
        self.dropped = 0  # bytes
        self.taken = 0  # bytes
        self._offset = offset
        self._most = most
        self._waiting = bytearray()
        self._gaps: list[tuple[float, float]] = []  # second of the stream, seconds gone by then

    def put(self, pcm: bytes) -> None:
        self._waiting += pcm
        excess = len(self._waiting) - self._most
        if excess > 0:
            self._drop(excess + excess % 2)

    def take(self) -> bytes:
        """The next audio to send, empty when there is none."""
        batch = bytes(self._waiting[:MOST_AT_ONCE])
        del self._waiting[:MOST_AT_ONCE]
        self.taken += len(batch)
        return batch

    @property
    def is_empty(self) -> bool:
        return not self._waiting

    def passed(self, pcm: bytes) -> None:
        """This was sent without waiting here."""
        self.taken += len(pcm)

    def attempt_time(self, seconds: float) -> float:
        """The second of the attempt that was spoken at this second of the stream."""
        if not self._gaps:
            return round(self._offset + seconds, 3)
        place = bisect_right(self._gaps, (seconds, float("inf")))
        gone = self._gaps[place - 1][1] if place else 0.0
        return round(self._offset + seconds + gone, 3)

    def _drop(self, count: int) -> None:
        del self._waiting[:count]
        self.dropped += count
        gap = (self.taken / BYTES_A_SECOND, self.dropped / BYTES_A_SECOND)
        if self._gaps and self._gaps[-1][0] == gap[0]:
            self._gaps.pop()
        self._gaps.append(gap)
