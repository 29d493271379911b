"""Who plays the live interviewer of an interview, and in which quality."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.models import Rung, User
from avatars.clips import fingerprint
from avatars.models import Clip, Connection, Face, InterviewerChoice, Persona, Voice
from avatars.phrases import THINKING
from interviews import casting, services
from interviews.models import Interview, QuestionBank, Timing
from providers.avatar import AvatarRefused, Quality, Trouble


def face(name: str, **fields: Any) -> Face:
    made: Face = Face.objects.create(
        **{"provider": "liveavatar", "external_id": name, "name": name} | fields
    )
    return made


def voice(name: str, **fields: Any) -> Voice:
    made: Voice = Voice.objects.create(
        **{"provider": "liveavatar", "external_id": name, "name": name} | fields
    )
    return made


def ordered(interview: Interview, *, most_seconds: int = 600, hint: str = "") -> Any:
    return casting.order_for(interview, provider="liveavatar", most_seconds=most_seconds, hint=hint)


def held(interview: Interview, *, seconds: int = 60, trouble: str = "") -> Connection:
    return Connection.objects.create(
        user=interview.owner,
        interview=interview.pk,
        provider="liveavatar",
        face="x",
        most_seconds=600,
        seconds=seconds,
        trouble=trouble,
        ended_at=timezone.now(),
    )


class TestFace:
    def test_the_student_s_own_choice_comes_first(self, interview: Interview) -> None:
        face("first")
        interview.persona = Persona.objects.create(slug="p", name="P", live_face=face("persona"))
        interview.live_face = face("own")
        assert ordered(interview).face == "own"
        interview.live_face = None
        assert ordered(interview).face == "persona"
        interview.persona = None
        assert ordered(interview).face == "first"

    def test_one_of_another_vendor_or_no_longer_offered_is_passed_over(
        self, interview: Interview
    ) -> None:
        interview.live_face = face("theirs", provider="heygen_streaming")
        interview.persona = Persona.objects.create(
            slug="p", name="P", live_face=face("gone", is_offered=False)
        )
        face("there")
        assert ordered(interview).face == "there"

    def test_with_no_face_at_all_nobody_is_asked(self, interview: Interview) -> None:
        with pytest.raises(AvatarRefused) as refused:
            ordered(interview)
        assert refused.value.trouble is Trouble.UNAVAILABLE


class TestVoice:
    def test_a_face_speaks_with_its_own_voice_unless_another_was_chosen(
        self, interview: Interview
    ) -> None:
        face("anna", default_voice="annas")
        assert ordered(interview).voice == "annas"
        interview.live_voice = voice("chosen")
        assert ordered(interview).voice == "chosen"

    def test_a_persona_s_voice_goes_with_the_persona_s_face_only(
        self, interview: Interview
    ) -> None:
        interview.persona = Persona.objects.create(
            slug="p", name="P", live_face=face("persona"), live_voice=voice("deep")
        )
        assert ordered(interview).voice == "deep"
        interview.live_face = face("own", default_voice="owns")
        assert ordered(interview).voice == "owns"

    def test_a_face_without_a_voice_gets_one_of_its_vendor(self, interview: Interview) -> None:
        face("photograph")
        voice("dutch", language="Dutch")
        voice("english", language="English")
        assert ordered(interview).voice == "english"

    @pytest.mark.parametrize("written", ["nl", "NL", "nl-BE", "Dutch", "Dutch (Belgium)"])
    def test_that_speaks_the_interview_s_language_however_its_vendor_writes_it(
        self, interview: Interview, written: str
    ) -> None:
        face("photograph")
        voice("english", language="English")
        voice("theirs", language=written)
        interview.language = "nl-NL"
        assert ordered(interview).voice == "theirs"


class TestQuality:
    @pytest.mark.parametrize(
        ("chosen", "hint", "got"),
        [
            ("auto", "low", Quality.LOW),
            ("auto", "", Quality.MEDIUM),
            ("auto", "very_high", Quality.MEDIUM),
            ("high", "low", Quality.HIGH),
        ],
    )
    def test_automatic_means_what_the_connection_bears(
        self, chosen: str, hint: str, got: Quality
    ) -> None:
        assert casting.quality(chosen, hint) is got


class TestTime:
    def test_it_is_for_the_whole_interview_however_often_it_is_begun(
        self, interview: Interview
    ) -> None:
        face("anna")
        assert ordered(interview).most_seconds == 600
        held(interview, seconds=200)
        held(interview, seconds=300)
        assert ordered(interview).most_seconds == 100

    def test_when_it_is_used_up_nobody_is_asked(self, interview: Interview) -> None:
        face("anna")
        held(interview, seconds=590)
        with pytest.raises(AvatarRefused) as refused:
            ordered(interview)
        assert refused.value.trouble is Trouble.LIMIT

    def test_tries_are_counted_since_it_last_went_well(self, interview: Interview) -> None:
        for minutes, trouble in ((9, "network"), (8, ""), (7, "network"), (6, "concurrency")):
            when = timezone.now() - timedelta(minutes=minutes)
            connection = held(interview, trouble=trouble)
            Connection.objects.filter(pk=connection.pk).update(opened_at=when)
        assert casting.try_number(interview) == 3


class TestWords:
    def test_a_persona_thinks_in_its_own_words(self, interview: Interview) -> None:
        interview.persona = Persona.objects.create(
            slug="p", name="P", thinking_phrases="Hm.\n\nLet me see."
        )
        assert casting.phrases(interview) == ["Hm.", "Let me see."]

    def test_without_any_there_are_the_usual_ones(self, interview: Interview) -> None:
        assert casting.phrases(interview) == list(THINKING)

    def test_each_can_be_had_spoken_where_there_is_a_voice(self, interview: Interview) -> None:
        spoken = casting.asides(interview, has_voice=True)
        assert spoken[1].audio == f"/interviews/{interview.pk}/phrases/1/"
        assert casting.asides(interview, has_voice=False)[1].audio == ""


class TestInterview:
    @pytest.fixture
    def choice(self, alice: User) -> InterviewerChoice:
        return InterviewerChoice.objects.create(
            user=alice,
            persona=Persona.objects.create(slug="mine", name="Mine"),
            live_face=face("mine"),
            live_voice=voice("mine"),
            quality="low",
        )

    def create(self, alice: User, bank: QuestionBank, **interviewed: Any) -> Interview:
        return services.create_interview(
            owner=alice,
            bank=bank,
            questions=1,
            timing=Timing.EACH,
            rung=Rung.LIVE,
            **interviewed,
        )

    def test_it_is_held_by_whom_the_student_chose(
        self, alice: User, bank: QuestionBank, choice: InterviewerChoice
    ) -> None:
        made = self.create(alice, bank)
        chosen = (choice.persona, choice.live_face, choice.live_voice, "low")
        assert (made.persona, made.live_face, made.live_voice, made.quality) == chosen

    def test_for_one_interview_another_may_be_chosen(
        self, alice: User, bank: QuestionBank, choice: InterviewerChoice
    ) -> None:
        made = self.create(alice, bank, persona=None, quality="high")
        assert (made.persona, made.live_face, made.quality) == (None, choice.live_face, "high")


class TestFilms:
    @pytest.fixture
    def filmed(self, interview: Interview) -> Interview:
        """Alice's live interview with a persona of whom there are films."""
        interview.rung = Rung.LIVE
        interview.persona = Persona.objects.create(
            slug="p", name="P", clip_face="look", clip_voice="voice", thinking_phrases="Hm."
        )
        interview.save()
        return interview

    def film(self, text: str, *, status: str = "ready", language: str = "en") -> Clip:
        clip: Clip = Clip.objects.create(
            face="look",
            voice="voice",
            language=language,
            text_sha256=fingerprint(text),
            kind="question",
            status=status,
        )
        clip.video.save("x.mp4", ContentFile(b"film"))
        return clip

    @pytest.fixture(autouse=True)
    def _own_media(self, settings: Any, tmp_path: Path) -> None:
        settings.MEDIA_ROOT = tmp_path

    def texts(self, interview: Interview) -> list[str]:
        return list(interview.turns.filter(probe=0).values_list("text", flat=True))

    def test_a_question_that_is_filmed_can_be_had_so(self, filmed: Interview) -> None:
        first, second = self.texts(filmed)
        clip = self.film(first)
        self.film(second, status="ordered")
        assert casting.clip_address(filmed, first) == f"/interviews/{filmed.pk}/clips/{clip.pk}/"
        assert casting.clip_address(filmed, second) == ""

    @pytest.mark.parametrize("why", ["not live", "another face", "nobody", "language"])
    def test_nobody_is_shown_in_the_place_of_another(self, filmed: Interview, why: str) -> None:
        text = self.texts(filmed)[0]
        self.film(text)
        if why == "not live":
            filmed.rung = Rung.ILLUSTRATED
        elif why == "another face":
            filmed.live_face = face("own")
        elif why == "nobody":
            filmed.persona = None
        else:
            filmed.language = "de"
        assert casting.clip_address(filmed, text) == ""

    def test_when_every_question_is_filmed_nobody_need_be_called(self, filmed: Interview) -> None:
        first, second = self.texts(filmed)
        self.film(first)
        assert not casting.is_all_filmed(filmed)
        self.film(second)
        assert casting.is_all_filmed(filmed)

    def test_a_film_is_shown_to_the_owner_once_its_question_was_asked(
        self, filmed: Interview, alices: Client, bobs: Client
    ) -> None:
        clip = self.film(self.texts(filmed)[0])
        address = f"/interviews/{filmed.pk}/clips/{clip.pk}/"
        assert alices.get(address).status_code == 404
        services.ask_turn(interview=filmed, question=0, probe=0)
        assert bobs.get(address).status_code == 404
        answer = alices.get(address, headers={"range": "bytes=1-2"})
        assert (answer.status_code, b"".join(answer)) == (206, b"il")
        assert answer.headers["Content-Type"] == "video/mp4"

    def test_a_phrase_can_be_filmed_too(self, filmed: Interview, alices: Client) -> None:
        self.film("Hm.")
        (aside,) = casting.asides(filmed, has_voice=False)
        answer = alices.get(aside.clip)
        answer.close()
        assert answer.status_code == 200
