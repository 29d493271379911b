"""Who is in a LiveKit room when a viewer comes in, as the signalling words it."""

from livekit.protocol import models, rtc

from standins import picture

ACTOR = "heygen"  # the identity of whoever is seen and heard
AGENT = "liveavatar-agent-"  # and of whoever takes commands, before the session's id
VIDEO, AUDIO = "TR_video", "TR_audio"
PING_INTERVAL, PING_TIMEOUT = 5, 15  # seconds
VERSION = "1.9.0"
PERMISSION = models.ParticipantPermission(
    can_subscribe=True, can_publish=True, can_publish_data=True
)


def welcome(room: str, *, has_agent: bool, has_tracks: bool, missing: str = "") -> rtc.JoinResponse:
    """The first message. Of the others, those are left out in whose identity is `missing`."""
    others = [_person(ACTOR, _tracks() if has_tracks else [])]
    if has_agent:
        others.append(_person(f"{AGENT}{room}"))
    return rtc.JoinResponse(
        room=models.Room(sid=f"RM_{room}", name=room),
        participant=_person("viewer"),
        other_participants=[x for x in others if not missing or missing not in x.identity],
        subscriber_primary=True,
        ping_interval=PING_INTERVAL,
        ping_timeout=PING_TIMEOUT,
        server_version=VERSION,
        server_info=models.ServerInfo(version=VERSION, protocol=16),
    )


def sid(identity: str) -> str:
    return f"PA_{identity}"


def _person(identity: str, tracks: list[models.TrackInfo] | None = None) -> models.ParticipantInfo:
    return models.ParticipantInfo(
        sid=sid(identity),
        identity=identity,
        state=models.ParticipantInfo.ACTIVE,
        tracks=tracks or [],
        permission=PERMISSION,
        is_publisher=bool(tracks),
    )


def _tracks() -> list[models.TrackInfo]:
    return [
        models.TrackInfo(
            sid=VIDEO,
            type=models.TrackType.VIDEO,
            source=models.TrackSource.CAMERA,
            width=picture.WIDTH,
            height=picture.HEIGHT,
            mime_type="video/VP8",
        ),
        models.TrackInfo(
            sid=AUDIO,
            type=models.TrackType.AUDIO,
            source=models.TrackSource.MICROPHONE,
            mime_type="audio/opus",
        ),
    ]
