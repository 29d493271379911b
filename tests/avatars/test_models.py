"""Interviewers, choices, and whom a guest's belong to after they logged in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.utils import translation

from accounts import services
from accounts.models import User
from avatars.characters import CHARACTERS
from avatars.models import Connection, Face, InterviewerChoice, Persona, Quality, Voice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("personas")]


def test_there_is_an_interviewer_for_each_illustrated_character() -> None:
    slugs = [character.slug for character in CHARACTERS]
    assert [persona.character for persona in Persona.objects.on_offer()] == slugs
    assert slugs[0] == "ruth"


@pytest.mark.parametrize("slug", [character.slug for character in CHARACTERS])
def test_each_has_words_of_their_own(slug: str) -> None:
    persona = Persona.objects.get(slug=slug)
    assert len(persona.phrases) == 3
    assert persona.opening_words
    assert persona.closing_words
    assert persona.tone


def test_thinking_phrases_are_one_a_line_and_blank_lines_none() -> None:
    persona = Persona(thinking_phrases=" One moment. \n\n  \r\nLet me see.\n")
    assert persona.phrases == ["One moment.", "Let me see."]


def test_phrases_are_looked_up_in_the_readers_language() -> None:
    with translation.override("de"):
        assert Persona(thinking_phrases="Not one of ours.").phrases == ["Not one of ours."]


def test_an_interviewer_who_is_put_away_is_not_on_offer() -> None:
    Persona.objects.filter(slug="ruth").update(is_active=False)
    assert not Persona.objects.on_offer().filter(slug="ruth").exists()


def test_a_face_and_a_voice_are_known_once_for_each_provider() -> None:
    Face.objects.create(provider="liveavatar", external_id="a", name="Ann")
    Face.objects.create(provider="heygen_streaming", external_id="a", name="Ann")
    Voice.objects.create(provider="liveavatar", external_id="a", name="Warm")
    with pytest.raises(IntegrityError):
        Face.objects.create(provider="liveavatar", external_id="a", name="Ann again")


def test_who_never_chose_has_the_defaults_unsaved(alice: User) -> None:
    for choice in (
        InterviewerChoice.objects.of(alice),
        InterviewerChoice.objects.of(AnonymousUser()),
    ):
        assert choice._state.adding
        assert (choice.persona, choice.live_face, choice.live_voice) == (None, None, None)
        assert (choice.quality, choice.thinking_seconds) == (Quality.AUTO, 0)


def test_a_choice_is_ones_own(alice: User, bob: User) -> None:
    ruth = Persona.objects.get(slug="ruth")
    InterviewerChoice.objects.create(user=alice, persona=ruth, thinking_seconds=30)
    assert InterviewerChoice.objects.of(alice).persona == ruth
    assert InterviewerChoice.objects.of(bob).persona is None


def test_a_choice_outlives_what_was_chosen(alice: User) -> None:
    face = Face.objects.create(provider="liveavatar", external_id="a", name="Ann")
    ruth = Persona.objects.get(slug="ruth")
    InterviewerChoice.objects.create(user=alice, persona=ruth, live_face=face)
    face.delete()
    ruth.delete()
    choice = InterviewerChoice.objects.of(alice)
    assert (choice.persona, choice.live_face) == (None, None)


class TestAGuestWhoLogsIn:
    @pytest.fixture
    def guest(self) -> User:
        return User.objects.create_guest()

    def test_keeps_their_choice(self, guest: User, alice: User) -> None:
        InterviewerChoice.objects.create(user=guest, thinking_seconds=60)
        services.join_guest(guest=guest, user=alice)
        assert InterviewerChoice.objects.of(alice).thinking_seconds == 60

    def test_has_their_accounts_choice_where_there_is_one(self, guest: User, alice: User) -> None:
        InterviewerChoice.objects.create(user=guest, thinking_seconds=60)
        InterviewerChoice.objects.create(user=alice, thinking_seconds=15)
        services.join_guest(guest=guest, user=alice)
        assert InterviewerChoice.objects.get().thinking_seconds == 15

    def test_does_not_escape_a_limit(self, guest: User, alice: User) -> None:
        Connection.objects.create(user=guest, provider="liveavatar", face="a", most_seconds=60)
        services.join_guest(guest=guest, user=alice)
        assert Connection.objects.of(alice).count() == 1


def test_today_begins_at_midnight_where_the_site_is(alice: User) -> None:
    connection = Connection.objects.create(
        user=alice, provider="liveavatar", face="a", most_seconds=60
    )
    assert list(Connection.objects.today()) == [connection]
