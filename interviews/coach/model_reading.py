"""One answer as a language model reads it: what it is asked, and who reads its reply.

reading = ModelReading(question, transcript, language="en")
reading.not_scored      an assessment, where there is nothing to ask a model about
reading.request         what to ask
reading.begin()         reads one reply
reading.again(wrong)    what to ask after a wrong one
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from interviews.coach import prompts
from interviews.coach.model_reply import ModelReply, WrongReply
from interviews.coach.offline import not_scored, unreadable
from interviews.coach.phrases import Cue
from interviews.coach.reading import Line, read
from interviews.coach.rubric import Assessment, Question
from interviews.coach.sentences import split

TO_THE_COACH = "(words to the coach, left out)"


class ModelReading:
    def __init__(
        self,
        question: Question,
        transcript: str,
        *,
        language: str = "en",
        asked: Collection[str] = (),
    ) -> None:
        self._question = question
        self._transcript = transcript
        self._lines = read(question, transcript, split(transcript))
        sentences = shown_to_models(transcript, self._lines)
        self.request = prompts.request(question, sentences, language=language, asked=asked)

    @property
    def not_scored(self) -> Assessment | None:
        """No model is asked about too little, noise, or words to the coach alone."""
        reason = unreadable(self._transcript, self._lines)
        return not_scored(self._transcript, self._lines, reason) if reason else None

    def begin(self) -> ModelReply:
        return ModelReply(self._question, self._transcript, self._lines)

    def again(self, wrong: WrongReply) -> prompts.Request:
        return prompts.repair(self.request, wrong.problems)


def shown_to_models(transcript: str, lines: Sequence[Line]) -> list[str]:
    """The sentences of an answer, without those that speak to the coach."""
    return [
        TO_THE_COACH
        if line.has(Cue.GRADER)
        else transcript[line.sentence.start : line.sentence.end]
        for line in lines
    ]
