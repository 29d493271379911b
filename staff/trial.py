"""A question tried out before students meet it."""

from dataclasses import dataclass

from asgiref.sync import async_to_sync
from django.conf.locale import LANG_INFO

from avatars.aloud import Speaker
from avatars.models import Persona
from avatars.speech import expected_seconds
from interviews.coach.rubric import Assessment
from interviews.models import Question
from interviews.speech import spoken_question

MOST_CHARACTERS = 8000  # of a pasted answer; about ten minutes of speech
WORDS_A_MINUTE = 140  # of somebody who tells a story


@dataclass(frozen=True)
class Wording:
    """The question in one language."""

    language: str
    text: str
    guidance: str
    follow_ups: list[str]

    @property
    def seconds(self) -> int:
        """For which the interviewer speaks."""
        return round(expected_seconds(self.text))

    @property
    def name(self) -> str:
        return str(LANG_INFO.get(self.language, {}).get("name_local", self.language))


@dataclass(frozen=True)
class Trial:
    """A pasted answer and what a coach makes of it."""

    answer: str
    view: Assessment
    time_limit: int  # seconds

    @property
    def words(self) -> int:
        return len(self.answer.split())

    @property
    def seconds(self) -> int:
        """For which it would be spoken."""
        return round(self.words * 60 / WORDS_A_MINUTE)

    @property
    def is_too_long(self) -> bool:
        return self.seconds > self.time_limit


def wordings(question: Question) -> list[Wording]:
    """The bank's own language first."""
    own = Wording(
        question.bank.language, question.text, question.guidance, list(question.follow_ups)
    )
    others = (
        Wording(each.language, each.text, each.guidance, list(each.follow_ups))
        for each in question.translations.all()
    )
    return [own, *others]


def speak(words: Wording, persona: Persona | None, speaker: Speaker) -> bytes | None:
    """As MP3; None in a language without a voice. Raises ProviderError."""
    spoken: bytes | None = async_to_sync(spoken_question)(
        words.text, words.language, speaker, persona
    )
    return spoken
