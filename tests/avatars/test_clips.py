"""Questions filmed beforehand: what is missing, what it costs, and going on after a break."""

import json
import logging
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from avatars import clips
from avatars.clips import Cast, Line, Plan, find_clip, plan
from avatars.filming import AT_ONCE, MOST_BAD_ROUNDS, Rendered, Rendering
from avatars.models import Clip, Persona
from providers.avatar import AvatarRefused, AvatarUnavailable, Trouble
from providers.downloads import Download, Kind, NotOfItsKind
from providers.errors import ProviderUnavailable
from providers.heygen_video import Film, FilmOrder, Stage
from tests.providers.test_downloads import MP4

pytestmark = pytest.mark.django_db
CAST = Cast("look-1", "voice-1", "en")
TEXTS = [f"Tell me about number {number}, please." for number in range(5)]
LINES = [Line(text) for text in TEXTS]


@dataclass
class FakeStudio:
    rounds: int = 1  # looks until a film is done
    order_fails: dict[str, Exception] = field(default_factory=dict)  # by text, once each
    looks_fail: Exception | None = None
    stages: dict[str, Film] = field(default_factory=dict)  # by id, instead of being done
    ordered: list[str] = field(default_factory=list)
    looked: dict[str, int] = field(default_factory=dict)
    most_at_once: int = 0

    async def order(self, order: FilmOrder) -> str:
        if failure := self.order_fails.pop(order.text, None):
            raise failure
        self.ordered.append(order.text)
        video = f"video-{len(self.ordered)}"
        self.looked[video] = 0
        self.most_at_once = max(self.most_at_once, len(self._unfinished))
        return video

    @property
    def _unfinished(self) -> list[str]:
        return [video for video, looks in self.looked.items() if looks < self.rounds]

    async def look(self, video: str) -> Film:
        if self.looks_fail is not None:
            raise self.looks_fail
        self.looked[video] = self.looked.get(video, 0) + 1
        if video in self.stages:
            return self.stages[video]
        if self.looked[video] < self.rounds:
            return Film(video, Stage.WAITING)
        return Film(video, Stage.DONE, url=f"https://films.example/{video}.mp4?s=x", seconds=4.0)


@dataclass
class FakeFetcher:
    fails: Exception | None = None
    fetched: list[str] = field(default_factory=list)

    async def fetch(self, address: str, kind: Kind) -> Download:
        self.fetched.append(address)
        if self.fails is not None:
            raise self.fails
        return Download(MP4, "mp4")


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def planned(lines: list[Line] | None = None) -> Plan:
    return plan(LINES if lines is None else lines, CAST, price_per_second=0.0167)


def films(
    studio: FakeStudio, fetcher: FakeFetcher | None = None, *, within: float = 10
) -> Rendered:
    rendering = Rendering(
        planned(),
        studio,
        fetcher or FakeFetcher(),
        price_per_second=0.0167,
        poll_every=0.001,
        within=within,
    )
    return async_to_sync(rendering.run)()


class TestAPlan:
    def test_of_what_was_never_filmed_is_everything_with_its_price(self) -> None:
        wanted = planned()
        assert [line.text for line in wanted.to_order] == TEXTS
        assert (wanted.ready, wanted.on_the_way, wanted.unclear) == (0, 0, 0)
        assert wanted.seconds == pytest.approx(5 * (0.5 + 6 * 0.4))
        assert wanted.price == Decimal("0.2422")

    def test_is_for_texts_that_differ_by_more_than_spaces(self) -> None:
        lines = [Line("Why?"), Line(" Why? "), Line("Why?\n"), Line("Who?"), Line("  ")]
        assert len(planned(lines).to_order) == 2

    def test_leaves_out_what_is_there(self) -> None:
        films(FakeStudio())
        wanted = planned([*LINES, Line("One more.")])
        assert [line.text for line in wanted.to_order] == ["One more."]
        assert wanted.ready == 5

    def test_of_another_face_voice_or_language_is_another(self) -> None:
        films(FakeStudio())
        for other in (
            Cast("look-2", "voice-1", "en"),
            Cast("look-1", "voice-2", "en"),
            Cast("look-1", "voice-1", "de"),
        ):
            assert len(plan(LINES, other, price_per_second=1).to_order) == 5

    def test_orders_what_failed_once_more(self) -> None:
        films(FakeStudio(stages={"video-1": Film("video-1", Stage.FAILED, failure="odd")}))
        assert [line.text for line in planned().to_order] == TEXTS[:1]

    def test_says_of_which_orders_nobody_heard_again(self) -> None:
        clip = {"face": "look-1", "voice": "voice-1", "language": "en", "kind": "question"}
        Clip.objects.create(text_sha256=LINES[0].text_sha256, **clip)
        wanted = planned()
        assert (len(wanted.to_order), wanted.unclear) == (5, 1)


class TestARun:
    def test_films_everything_a_few_at_a_time(self, media: Path) -> None:
        studio = FakeStudio(rounds=3)
        done = films(studio)
        assert done == Rendered(ready=5, price=Decimal("0.3340"))
        assert studio.ordered == TEXTS
        assert studio.most_at_once == AT_ONCE
        for clip in Clip.objects.all():
            assert (clip.status, clip.seconds) == (Clip.Status.READY, 4.0)
            assert (media / str(clip.video.name)).read_bytes() == MP4

    def test_that_broke_off_is_gone_on_with_and_nothing_is_paid_for_twice(self) -> None:
        first = FakeStudio(rounds=10**6)
        assert films(first, within=0.2).left == 5
        assert len(first.ordered) == 3
        assert planned().on_the_way == 3
        second = FakeStudio()
        assert films(second).ready == 5
        assert second.ordered == TEXTS[3:]

    def test_again_does_nothing(self) -> None:
        films(FakeStudio())
        studio = FakeStudio()
        assert films(studio) == Rendered()
        assert (studio.ordered, studio.looked) == ([], {})

    @pytest.mark.parametrize("trouble", [Trouble.QUOTA, Trouble.REFUSED])
    def test_without_money_or_key_orders_no_more_and_keeps_what_is_made(
        self, trouble: Trouble
    ) -> None:
        studio = FakeStudio(order_fails={TEXTS[2]: AvatarRefused("no", trouble=trouble)})
        done = films(studio)
        assert (done.ready, done.left, done.hopeless) == (2, 3, trouble)
        assert studio.ordered == TEXTS[:2]

    def test_leaves_out_a_text_that_the_vendor_will_not_have(self) -> None:
        refusal = AvatarRefused("no", trouble=Trouble.UNAVAILABLE, status=422)
        done = films(FakeStudio(order_fails={TEXTS[0]: refusal}))
        assert (done.ready, done.failed, done.left) == (4, 1, 0)
        assert Clip.objects.get(status=Clip.Status.FAILED).failure == "unavailable"

    @pytest.mark.parametrize(
        "failure",
        [
            AvatarUnavailable("busy", status=429),
            AvatarUnavailable("left alone for now", retry_after=0.1),
            AvatarRefused("too many at once", trouble=Trouble.CONCURRENCY),
        ],
    )
    def test_orders_again_what_the_vendor_put_off(self, failure: Exception) -> None:
        studio = FakeStudio(order_fails={TEXTS[0]: failure})
        assert films(studio).ready == 5
        assert sorted(studio.ordered) == TEXTS

    @pytest.mark.parametrize(
        "failure",
        [
            AvatarUnavailable("no answer in time"),
            AvatarUnavailable("broken", status=500),
            ProviderUnavailable("the connection broke"),
        ],
    )
    def test_does_not_order_twice_what_may_have_arrived(self, failure: Exception) -> None:
        studio = FakeStudio(order_fails={TEXTS[0]: failure})
        done = films(studio)
        assert (done.ready, done.unclear, done.left) == (4, 1, 0)
        assert studio.ordered == TEXTS[1:]
        assert planned().unclear == 1

    def test_gives_up_when_the_vendor_stays_away_and_forgets_nothing(self) -> None:
        done = films(FakeStudio(looks_fail=AvatarUnavailable("nobody there")))
        assert (done.ready, done.failed, done.left) == (0, 0, 5)
        assert planned().on_the_way == 3

    def test_does_not_lose_paid_films_when_the_key_is_withdrawn(self) -> None:
        done = films(FakeStudio(looks_fail=AvatarRefused("no", trouble=Trouble.REFUSED)))
        assert (done.failed, done.left) == (0, 5)

    def test_notes_a_film_that_the_vendor_has_forgotten(self) -> None:
        done = films(FakeStudio(looks_fail=AvatarRefused("no", trouble=Trouble.UNAVAILABLE)))
        assert (done.ready, done.failed) == (0, 5)

    def test_keeps_no_file_that_is_no_film(self) -> None:
        done = films(FakeStudio(), FakeFetcher(fails=NotOfItsKind("an html page")))
        assert (done.ready, done.failed) == (0, 5)
        assert not Clip.objects.exclude(video="").exists()

    def test_tries_a_download_again(self) -> None:
        fetcher = FakeFetcher(fails=AvatarUnavailable("reset"))
        assert films(FakeStudio(), fetcher).left == 5
        assert len(fetcher.fetched) == 3 * MOST_BAD_ROUNDS
        assert films(FakeStudio()).ready == 5

    def test_writes_no_text_anywhere(self, caplog: pytest.LogCaptureFixture) -> None:
        said: list[str] = []
        with caplog.at_level(logging.DEBUG):
            rendering = Rendering(
                planned(),
                FakeStudio(),
                FakeFetcher(),
                price_per_second=1,
                say=said.append,
                poll_every=0,
            )
            async_to_sync(rendering.run)()
        rows = json.dumps(list(Clip.objects.values()), default=str)
        for text in TEXTS:
            assert text not in rows
            assert text not in caplog.text
            assert text not in "".join(said)
            assert text not in repr(planned())


class TestFinding:
    def test_a_clip_by_its_text(self) -> None:
        films(FakeStudio())
        found = find_clip(f"  {TEXTS[1]}\n", CAST)
        assert found is not None
        assert found.text_sha256 == LINES[1].text_sha256
        assert find_clip("Something else.", CAST) is None

    def test_only_what_can_be_played(self) -> None:
        films(FakeStudio(stages={"video-1": Film("video-1", Stage.FAILED)}))
        assert find_clip(TEXTS[0], CAST) is None
        assert find_clip(TEXTS[1], CAST) is not None

    @pytest.mark.usefixtures("personas")
    def test_how_an_interviewer_is_filmed(self) -> None:
        ruth = Persona.objects.get(slug="ruth")
        assert clips.cast_of(ruth, "en") is None
        ruth.clip_face, ruth.clip_voice = "look-1", "voice-1"
        assert clips.cast_of(ruth, "en") == CAST


class TestPhrases:
    def test_of_nobody_in_particular(self) -> None:
        texts = [line.text for line in clips.phrases()]
        assert "Thank you." in texts
        assert "Let us move on." in texts
        assert {line.kind for line in clips.phrases()} == {Clip.Kind.PHRASE}

    @pytest.mark.usefixtures("personas")
    def test_of_an_interviewer_are_their_own(self) -> None:
        texts = [line.text for line in clips.phrases(Persona.objects.get(slug="kenji"))]
        assert "Thank you. I am considering your answer." in texts
        assert any(text.startswith("Hello, good to meet you.") for text in texts)
        assert "Let us move on." in texts
