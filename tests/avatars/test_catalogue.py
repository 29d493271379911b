"""Faces and voices as the vendor has them, with copies of their pictures."""

import asyncio
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.management import CommandError, call_command

from avatars import wiring
from avatars.catalogue import Refreshed, refresh
from avatars.models import Face, Voice
from providers.avatar import AvatarUnavailable, FaceOffer, VoiceOffer
from providers.downloads import Download, Kind
from providers.errors import ProviderRefused
from tests.avatars.fakes import FakeVendor
from tests.providers.test_downloads import JPEG, MP3

pytestmark = pytest.mark.django_db
ANN = FaceOffer("a", "Ann", "https://pictures.example/a.jpg?sign=1", voice="v")
BETH = FaceOffer("b", "Beth", "https://pictures.example/b.jpg")
WARM = VoiceOffer("v", "Warm", "English", "female", "https://sounds.example/v.mp3")


@dataclass
class FakeFetcher:
    fails: bool = False
    takes: float = 0  # seconds
    fetched: list[str] = field(default_factory=list)

    async def fetch(self, address: str, kind: Kind) -> Download:
        await asyncio.sleep(self.takes)
        if self.fails:
            raise ProviderRefused("no picture")
        self.fetched.append(address)
        ending, content = ("jpg", JPEG) if kind.name == "picture" else ("mp3", MP3)
        return Download(content, ending)


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def refreshes(vendor: FakeVendor, fetcher: FakeFetcher, within: float = 5) -> Refreshed:
    return async_to_sync(refresh)(vendor, fetcher, within=within)


def catalogue() -> FakeVendor:
    return FakeVendor(offered_faces=[ANN, BETH], offered_voices=[WARM])


def live_voices() -> Any:
    return Voice.objects.filter(provider="liveavatar")


def test_it_is_kept_with_copies(media: Path) -> None:
    done = refreshes(catalogue(), FakeFetcher())

    assert done == Refreshed(faces=2, voices=1, gone=0, copied=3, missing=0)
    ann = Face.objects.get(external_id="a")
    assert (ann.provider, ann.name, ann.default_voice) == ("liveavatar", "Ann", "v")
    assert ann.gender == "female"  # as its voice
    assert (media / str(ann.picture.name)).read_bytes() == JPEG
    assert str(ann.picture.name).startswith("faces/liveavatar/")
    assert str(ann.picture.name).endswith(".jpg")
    warm = live_voices().get()
    assert (warm.name, warm.language, warm.gender) == ("Warm", "English", "female")
    assert (media / str(warm.sample.name)).read_bytes() == MP3


def test_what_was_copied_is_not_copied_again() -> None:
    refreshes(catalogue(), FakeFetcher())
    again = FakeFetcher()
    signed_anew = FaceOffer("a", "Ann", "https://pictures.example/a.jpg?sign=2", voice="v")
    refreshes(FakeVendor(offered_faces=[signed_anew, BETH], offered_voices=[WARM]), again)
    assert again.fetched == []


def test_a_new_picture_takes_the_place_of_the_old_one(media: Path) -> None:
    refreshes(catalogue(), FakeFetcher())
    before = str(Face.objects.get(external_id="b").picture.name)
    changed = FaceOffer("b", "Beth", "https://pictures.example/b2.jpg")
    refreshes(FakeVendor(offered_faces=[ANN, changed], offered_voices=[WARM]), FakeFetcher())
    after = str(Face.objects.get(external_id="b").picture.name)
    assert after != before
    assert not (media / before).exists()
    assert (media / after).exists()


def test_what_is_gone_is_not_on_offer_and_comes_back() -> None:
    refreshes(catalogue(), FakeFetcher())
    assert refreshes(FakeVendor(offered_faces=[ANN]), FakeFetcher()).gone == 2
    assert [face.name for face in Face.objects.on_offer()] == ["Ann"]
    assert not live_voices().on_offer().exists()
    refreshes(catalogue(), FakeFetcher())
    assert Face.objects.on_offer().count() == 2


def test_what_an_operator_does_not_offer_stays_so() -> None:
    refreshes(catalogue(), FakeFetcher())
    Face.objects.filter(external_id="a").update(is_offered=False)
    refreshes(catalogue(), FakeFetcher())
    assert [face.name for face in Face.objects.on_offer()] == ["Beth"]


def test_other_providers_are_left_alone() -> None:
    Face.objects.create(provider="heygen_streaming", external_id="x", name="Xenia")
    refreshes(catalogue(), FakeFetcher())
    assert Face.objects.on_offer().count() == 3
    assert Voice.objects.on_offer().filter(provider="aura").count() in {0, 5}


def test_a_picture_that_cannot_be_had_leaves_a_face_without_one() -> None:
    done = refreshes(catalogue(), FakeFetcher(fails=True))
    assert (done.copied, done.missing) == (0, 3)
    assert not Face.objects.get(external_id="a").picture
    assert refreshes(catalogue(), FakeFetcher()).copied == 3


def test_pictures_take_no_longer_than_they_may() -> None:
    done = refreshes(catalogue(), FakeFetcher(takes=60), within=0.05)
    assert (done.faces, done.copied, done.missing) == (2, 0, 3)


def test_a_storage_that_fails_costs_the_pictures_only(settings: Any) -> None:
    settings.MEDIA_ROOT = "/dev/null/nowhere"
    assert refreshes(catalogue(), FakeFetcher()).missing == 3
    assert Face.objects.count() == 2


def test_a_vendor_that_fails_changes_nothing() -> None:
    refreshes(catalogue(), FakeFetcher())
    with pytest.raises(AvatarUnavailable):
        refreshes(FakeVendor(list_fails=AvatarUnavailable("busy")), FakeFetcher())
    assert Face.objects.on_offer().count() == 2


def test_names_and_ids_of_any_length_are_kept() -> None:
    long = FaceOffer("i" * 500, "n" * 500, "https://pictures.example/" + "p" * 900, voice="v" * 500)
    refreshes(FakeVendor(offered_faces=[long]), FakeFetcher())
    assert len(Face.objects.get().name) == 120


class TestTheCommand:
    def test_without_a_key_says_what_is_missing(self) -> None:
        with pytest.raises(CommandError, match="LIVEAVATAR_API_KEY"):
            call_command("refresh_avatars")

    def test_says_what_it_did(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(wiring, "providers", lambda: [catalogue()])
        monkeypatch.setattr(wiring, "downloads", lambda provider: FakeFetcher())
        told = StringIO()
        call_command("refresh_avatars", stdout=told)
        assert "liveavatar: 2 faces, 1 voices, 0 gone; 3 pictures" in told.getvalue()

    def test_says_that_the_vendor_failed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        broken = FakeVendor(list_fails=AvatarUnavailable("LiveAvatar: no answer in time"))
        monkeypatch.setattr(wiring, "providers", lambda: [broken])
        with pytest.raises(CommandError, match=r"stays as it was: LiveAvatar: no answer in time\."):
            call_command("refresh_avatars")
