"""Who plays the interviewer of an interview: what is ordered for the live one, what they say."""

from itertools import takewhile

from django.urls import reverse

from avatars.models import Connection, Face, Quality, Voice
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
    face = _face(interview, provider)
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
        Asked(text, reverse("phrase", args=[interview.pk, number]) if has_voice else "")
        for number, text in enumerate(phrases(interview))
    ]


def _seconds_used(interview: Interview) -> int:
    ended = Connection.objects.filter(interview=interview.pk).ended()
    return sum(ended.values_list("seconds", flat=True))


def _face(interview: Interview, provider: str) -> Face | None:
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
    fitting = theirs.filter(language__istartswith=interview.language[:2]).first() or theirs.first()
    return fitting.external_id if fitting else ""
