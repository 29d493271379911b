"""Who plays the interviewer of an interview: whom to order, what they say, what is filmed of it."""

from contextlib import suppress
from itertools import takewhile

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language_info

from accounts.models import Rung
from avatars import clips
from avatars.models import Clip, Connection, Face, Quality, Voice
from avatars.phrases import THINKING, spoken
from interviews.live.needs import Asked
from interviews.models import Interview
from providers import avatar
from providers.avatar import AvatarRefused, Order, Trouble

LEAST_SECONDS = 30  # a session that would be over sooner is not begun
MOST_TRIES = 9  # counted


def order_for(interview: Interview, *, provider: str, most_seconds: int, hint: str) -> Order:
    """What this interview's live interviewer is to be. Raises AvatarRefused.

    `most_seconds` is for the whole interview, however often it is begun; `hint` is the quality
    that the browser thinks its connection can bear.
    """
    left = most_seconds - _seconds_used(interview)
    if left < LEAST_SECONDS:
        raise AvatarRefused("this interview's time is used up", trouble=Trouble.LIMIT)
    face = face_of(interview, provider)
    if face is None:
        raise AvatarRefused("there is no face", trouble=Trouble.UNAVAILABLE)
    return Order(
        face=face.external_id,
        voice=_voice(interview, face),
        language=interview.language,
        quality=quality(interview.quality, hint),
        most_seconds=left,
    )


def quality(chosen: str, hint: str) -> avatar.Quality:
    """Automatic means what the connection bears, as far as the browser knows."""
    wanted = hint if chosen == Quality.AUTO else chosen
    known = frozenset(avatar.Quality)
    return avatar.Quality(wanted) if wanted in known else avatar.Quality.MEDIUM


def try_number(interview: Interview) -> int:
    """Counted since the live interviewer was last there without trouble."""
    newest = Connection.objects.filter(interview=interview.pk).order_by("-opened_at")
    troubles = newest.values_list("trouble", flat=True)[:MOST_TRIES]
    return 1 + sum(1 for _ in takewhile(bool, troubles))


def phrases(interview: Interview) -> list[str]:
    """What is said while the coach takes its time."""
    own = interview.persona.phrases if interview.persona else []
    return own or [spoken(phrase) for phrase in THINKING]


def asides(interview: Interview, *, has_voice: bool) -> list[Asked]:
    return [
        Asked(
            text,
            reverse("phrase", args=[interview.pk, number]) if has_voice else "",
            clip_address(interview, text),
        )
        for number, text in enumerate(phrases(interview))
    ]


def clip_address(interview: Interview, text: str) -> str:
    """Where this is to be had filmed, or ""."""
    cast = filmed_as(interview)
    clip = clips.find_clip(text, cast) if cast else None
    return reverse("clip", args=[interview.pk, clip.pk]) if clip else ""


def clip_of(interview: Interview, pk: int) -> Clip | None:
    """One that this interview may show by now: a phrase, or a question that was asked."""
    cast = filmed_as(interview)
    if cast is None:
        return None
    asked = interview.turns.filter(asked_at__isnull=False).values_list("text", flat=True)
    texts = [*asked, *phrases(interview)]
    found = (clips.find_clip(text, cast) for text in texts)
    return next((clip for clip in found if clip is not None and clip.pk == pk), None)


def is_all_filmed(interview: Interview) -> bool:
    """Whether every main question is: then nobody live is called before there is more to say."""
    cast = filmed_as(interview)
    texts = interview.turns.filter(probe=0).values_list("text", flat=True)
    return cast is not None and all(clips.find_clip(text, cast) for text in texts)


def filmed_as(interview: Interview) -> clips.Cast | None:
    """The persona, filmed; nobody where a live interviewer is not wanted, or is somebody else."""
    persona = interview.persona
    if persona is None or interview.rung != Rung.LIVE:
        return None
    if interview.live_face_id not in (None, persona.live_face_id):
        return None
    return clips.cast_of(persona, interview.language)


def _seconds_used(interview: Interview) -> int:
    ended = Connection.objects.filter(interview=interview.pk).ended()
    return sum(ended.values_list("seconds", flat=True))


def face_of(interview: Interview, provider: str) -> Face | None:
    """The student's choice, the persona's, or the first on offer, of the vendor there is."""
    persona = interview.persona
    for face in (interview.live_face, persona.live_face if persona else None):
        if face is not None and face.provider == provider and face.is_offered:
            return face
    found: Face | None = Face.objects.on_offer().filter(provider=provider).first()
    return found


def _voice(interview: Interview, face: Face) -> str:
    """The vendor's id, or "" for the face's own."""
    persona = interview.persona
    voices = [interview.live_voice]
    if persona is not None and persona.live_face_id == face.pk:
        voices.append(persona.live_voice)
    for voice in voices:
        if voice is not None and voice.provider == face.provider and voice.is_offered:
            return voice.external_id
    return face.default_voice or _first_voice(interview, face)


def _first_voice(interview: Interview, face: Face) -> str:
    """For a face without a voice of its own, which the vendor demands one for."""
    theirs = Voice.objects.on_offer().filter(provider=face.provider)
    fitting = theirs.filter(_speaks(interview.language)).first() or theirs.first()
    return fitting.external_id if fitting else ""


def _speaks(language: str) -> Q:
    """Vendors write "nl", "nl-NL" or "Dutch"."""
    code = language.replace("_", "-").partition("-")[0].lower()
    is_so = Q(language__iexact=code) | Q(language__istartswith=f"{code}-")
    with suppress(KeyError):
        is_so |= Q(language__istartswith=get_language_info(code)["name"])
    return is_so
