"""How long each step with Deepgram may take, in seconds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LiveDeadlines:
    """https://developers.deepgram.com/docs/keep-alive and /docs/finalize"""

    open: float = 3.0
    send_rest: float = 3.0  # for audio still waiting when the answer is finished
    finalize: float = 1.5  # for the last words; the service may not answer at all
    close_stream: float = 2.0  # for its good-bye
    close: float = 1.0  # of the socket
    keep_alive: float = 4.0  # without audio; the service hangs up after ten
    mute: float = 20.0  # of audio without a message back; silence is answered, too

    @property
    def last_words(self) -> float:
        return self.open + self.send_rest + self.finalize

    @property
    def hang_up(self) -> float:
        """Twice, since the socket may be closed while it opens; then it is left to the loop."""
        return 2 * self.close + 0.5

    @property
    def finish(self) -> float:
        """The longest that `finish()` can take."""
        return self.last_words + self.close_stream + self.hang_up


@dataclass(frozen=True, slots=True)
class DeepgramDeadlines:
    live: LiveDeadlines = LiveDeadlines()
    connect: float = 3.0
    transcribe_least: float = 10.0
    transcribe_for_each_second: float = 0.2  # of audio
    transcribe_most: float = 60.0
    speak_first_chunk: float = 5.0
    speak_next_chunk: float = 5.0
    speak: float = 45.0  # for one piece of text, with every try

    def transcribe(self, seconds: float) -> float:
        wanted = self.transcribe_least + seconds * self.transcribe_for_each_second
        return min(wanted, self.transcribe_most)
