"""Choosing whom one is interviewed by, on one's profile."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings

from accounts.models import Preferences, User
from avatars import characters
from avatars.models import Face, InterviewerChoice, Persona, Voice

PAGE = "/profile/interviewer/"
LIVE = "liveavatar"


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def faces(db: None) -> list[Face]:
    names = [f"Face {number:02}" for number in range(30)]
    made = [Face(provider=LIVE, external_id=name, name=name) for name in names]
    return Face.objects.bulk_create(made)


@pytest.fixture
def voices(db: None) -> list[Voice]:
    rows = [("Ann", "English", "female"), ("Bert", "German", "male"), ("Cleo", "English", "female")]
    return Voice.objects.bulk_create(
        Voice(provider=LIVE, external_id=name, name=name, language=language, gender=gender)
        for name, language, gender in rows
    )


@pytest.fixture
def amara(db: None) -> Persona:
    return Persona.objects.get(slug="amara")


def choice(persona: Persona, **more: Any) -> dict[str, Any]:
    """What the page sends."""
    return {"persona": persona.pk, "thinking_seconds": 30, **more}


def test_the_first_interviewer_is_chosen_already(alices: Client) -> None:
    form = alices.get(PAGE).context["form"]
    assert form.initial["persona"].slug == "ruth"
    assert form["thinking_seconds"].value() == 0


def test_every_interviewer_has_a_picture_and_something_to_hear(alices: Client) -> None:
    page = alices.get(PAGE).text
    for persona in Persona.objects.on_offer():
        assert f"face-{persona.character}" in page
        assert f'data-text="Hello, I am {persona.name}.' in page
        assert str(characters.find(persona.character).voice) in page


def test_an_interviewer_who_was_taken_away_is_not_offered(alices: Client, amara: Persona) -> None:
    Persona.objects.filter(pk=amara.pk).update(is_active=False)
    assert "face-amara" not in alices.get(PAGE).text
    answer = alices.post(PAGE, choice(amara))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "no longer offered" in answer.text


def test_the_choice_is_kept_in_one_row(alices: Client, alice: User, amara: Persona) -> None:
    for _ in range(2):
        assert alices.post(PAGE, choice(amara))["Location"] == PAGE
    kept = InterviewerChoice.objects.get()
    assert (kept.user, kept.persona, kept.thinking_seconds) == (alice, amara, 30)


def test_nobody_chooses_for_somebody_else(alices: Client, bob: User, amara: Persona) -> None:
    alices.post(PAGE, choice(amara, user=bob.pk))
    assert not InterviewerChoice.objects.filter(user=bob).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("persona", "0"),
        ("persona", ""),
        ("persona", "9" * 30),
        ("persona", "x\0y"),
        ("thinking_seconds", "31"),
        ("thinking_seconds", "soon"),
        ("live_face", "0"),
        ("live_face", "9" * 30),
        ("live_voice", "\0"),
        ("quality", "sharpest"),
    ],
)
@pytest.mark.usefixtures("with_live", "faces", "voices")
def test_a_wrong_choice_is_named_and_nothing_is_kept(
    alices: Client, amara: Persona, field: str, value: str
) -> None:
    answer = alices.post(PAGE, {**choice(amara, quality="low"), field: value})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert list(answer.context["form"].errors) == [field]
    assert f'href="#id_{field}' in answer.text
    assert not InterviewerChoice.objects.exists()


def test_what_is_set_in_the_profile_is_shown_and_not_asked_again(
    alices: Client, alice: User
) -> None:
    Preferences.objects.create(user=alice, rung="voice", captions=False, own_rhythm=True)
    page = alices.get(PAGE).text
    assert "Voice only" in page
    assert "Not shown" in page
    assert "Nothing is said about them" in page
    assert 'name="rung"' not in page


def test_the_profile_leads_here(alices: Client) -> None:
    assert f'href="{PAGE}"' in alices.get("/profile/").text


class TestWithoutAKey:
    def test_a_student_reads_one_sentence_and_no_settings_name(self, alices: Client) -> None:
        page = alices.get(PAGE).text
        assert "This site has no live interviewers." in page
        assert "LIVEAVATAR_API_KEY" not in page
        assert 'name="live_face"' not in page

    def test_staff_read_what_a_key_would_add(self, carols: Client) -> None:
        assert "Set LIVEAVATAR_API_KEY to offer live faces" in carols.get(PAGE).text

    def test_a_live_choice_made_earlier_is_kept(
        self, alices: Client, alice: User, amara: Persona, faces: list[Face]
    ) -> None:
        InterviewerChoice.objects.create(user=alice, live_face=faces[0], quality="high")
        alices.post(PAGE, choice(amara, live_face="", quality="low"))
        kept = InterviewerChoice.objects.get()
        assert (kept.live_face, kept.quality, kept.persona) == (faces[0], "high", amara)


@pytest.mark.usefixtures("with_live")
class TestWithAKey:
    def test_a_face_a_voice_and_a_quality_are_kept(
        self, alices: Client, amara: Persona, faces: list[Face], voices: list[Voice]
    ) -> None:
        sent = choice(amara, live_face=faces[3].pk, live_voice=voices[1].pk, quality="medium")
        alices.post(PAGE, sent)
        kept = InterviewerChoice.objects.get()
        assert (kept.live_face, kept.live_voice) == (faces[3], voices[1])
        assert kept.quality == "medium"

    def test_nobody_in_particular_may_be_chosen(self, alices: Client, amara: Persona) -> None:
        alices.post(PAGE, choice(amara, live_face="", live_voice="", quality="auto"))
        assert InterviewerChoice.objects.get().live_face is None

    def test_an_empty_catalogue_is_said(self, alices: Client, carols: Client) -> None:
        assert "have not been fetched yet" in alices.get(PAGE).text
        assert "refresh_avatars" not in alices.get(PAGE).text
        assert "refresh_avatars" in carols.get(PAGE).text

    def test_nine_faces_are_shown_and_more_on_request(
        self, alices: Client, faces: list[Face]
    ) -> None:
        page = alices.get(PAGE)
        assert [face.name for face in page.context["faces"].offers][-1] == "Face 08"
        assert "?faces=18" in page.text
        assert len(alices.get(PAGE, {"faces": "18"}).context["faces"].offers) == 18
        everybody = alices.get(PAGE, {"faces": "36"}).context["faces"]
        assert (len(everybody.offers), everybody.more) == (30, 0)

    def test_the_chosen_face_stands_in_front(
        self, alices: Client, alice: User, faces: list[Face]
    ) -> None:
        InterviewerChoice.objects.create(user=alice, live_face=faces[25])
        offers = alices.get(PAGE).context["faces"].offers
        assert [face.name for face in offers[:2]] == ["Face 25", "Face 00"]
        assert len(offers) == 9

    def test_what_is_chosen_and_not_saved_stays_while_one_searches(
        self, alices: Client, faces: list[Face]
    ) -> None:
        asked = {"face_words": "face 1", "live_face": str(faces[25].pk)}
        part = alices.get(PAGE, asked, headers={"HX-Request": "true", "HX-Target": "faces"})
        assert "<html" not in part.text
        assert f'value="{faces[25].pk}" id="live-face-{faces[25].pk}" checked' in part.text
        assert "Face 10" in part.text
        assert "Face 20" not in part.text

    def test_voices_are_found_by_name_gender_and_language(
        self, alices: Client, voices: list[Voice]
    ) -> None:
        def found(**asked: str) -> list[str]:
            shelf = alices.get(PAGE, asked).context["voices"]
            return [voice.name for voice in shelf.offers]

        assert found(voice_words="ann") == ["Ann"]
        assert found(voice_words="male") == ["Bert"]
        assert found(voice_language="English") == ["Ann", "Cleo"]
        assert found(voice_language="Klingon") == ["Ann", "Cleo", "Bert"]

    def test_what_is_withdrawn_or_another_vendors_is_not_shown(
        self, alices: Client, faces: list[Face]
    ) -> None:
        Face.objects.exclude(pk=faces[0].pk).update(is_offered=False)
        Face.objects.create(provider="heygen_streaming", external_id="other", name="Other")
        offers = alices.get(PAGE).context["faces"].offers
        assert offers == [faces[0]]

    @pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 40, "²", "\0"])
    def test_nonsense_in_the_address_shows_the_usual(
        self, alices: Client, faces: list[Face], asked: str
    ) -> None:
        every = dict.fromkeys(("faces", "voices", "live_face", "live_voice", "face_words"), asked)
        every["face_words"] = ""
        answer = alices.get(PAGE, every)
        assert len(answer.context["faces"].offers) in {9, 30}


@pytest.mark.usefixtures("with_live")
class TestCopies:
    @pytest.fixture
    def face(self, faces: list[Face]) -> Face:
        faces[0].picture.save("anna.png", ContentFile(b"\x89PNG"))
        return faces[0]

    @pytest.fixture
    def voice(self, voices: list[Voice]) -> Voice:
        voices[0].sample.save("ann.mp3", ContentFile(b"ID3"))
        return voices[0]

    def test_a_picture_is_served_from_here_and_may_be_kept(
        self, alices: Client, face: Face
    ) -> None:
        answer = alices.get(f"/interviewers/faces/{face.pk}/picture/")
        assert b"".join(answer.streaming_content) == b"\x89PNG"  # type: ignore[attr-defined]
        assert answer["Content-Type"] == "image/png"
        assert answer["Cache-Control"] == "private, max-age=86400"
        assert answer["X-Content-Type-Options"] == "nosniff"

    def test_a_sample_is_served_from_here(self, alices: Client, voice: Voice) -> None:
        answer = alices.get(f"/interviewers/voices/{voice.pk}/sample/")
        assert b"".join(answer.streaming_content) == b"ID3"  # type: ignore[attr-defined]
        assert answer["Content-Type"] == "audio/mpeg"
        page = alices.get(PAGE).text
        assert f'data-audio="/interviewers/voices/{voice.pk}/sample/"' in page

    def test_a_stranger_gets_neither(self, client: Client, face: Face, voice: Voice) -> None:
        for place in (f"faces/{face.pk}/picture/", f"voices/{voice.pk}/sample/"):
            answer = client.get(f"/interviewers/{place}")
            assert answer["Location"].startswith("/accounts/login/")

    def test_what_has_no_copy_or_is_withdrawn_is_not_there(
        self, alices: Client, faces: list[Face], face: Face, voice: Voice
    ) -> None:
        assert alices.get(f"/interviewers/faces/{faces[1].pk}/picture/").status_code == 404
        Voice.objects.update(is_offered=False)
        assert alices.get(f"/interviewers/voices/{voice.pk}/sample/").status_code == 404
        face.picture.storage.delete(str(face.picture.name))
        assert alices.get(f"/interviewers/faces/{face.pk}/picture/").status_code == 404
        assert alices.get(f"/interviewers/faces/{'9' * 30}/picture/").status_code == 404

    def test_a_file_of_another_kind_is_not_served(self, alices: Client, face: Face) -> None:
        face.picture.save("page.html", ContentFile(b"<script>"))
        assert alices.get(f"/interviewers/faces/{face.pk}/picture/").status_code == 404
