"""The faces and voices that the stand-ins for avatars offer. Nobody real is among them."""

from dataclasses import dataclass

SANDBOX = "dd73ea75-1218-4ef3-92ce-606d5f7fbc0a"  # the only face of LiveAvatar's sandbox


@dataclass(frozen=True, slots=True)
class Voice:
    id: str
    name: str
    language: str
    gender: str


@dataclass(frozen=True, slots=True)
class Face:
    """One without a voice of its own is made from a photograph, and must be given one."""

    id: str
    name: str
    voice: Voice | None = None
    is_expired: bool = False
    is_public: bool = True


VOICES = (
    Voice("c2527536-6d1f-4412-a643-53a3497dada9", "Rosalind", "English", "female"),
    Voice("5b1e7f02-2c6a-4c43-9a57-8b0f6f1f2a11", "Gareth", "English", "male"),
    Voice("a6d3a4de-93c3-4a0f-8c56-0d7c3a1c7d42", "Marieke", "Dutch", "female"),
    Voice("0e5c1bb5-3f2d-4a38-b7a9-5f0f9f6a2e73", "Teodor", "Polish", "male"),
)
FACES = (
    Face(SANDBOX, "Wayne", VOICES[1]),
    Face("1c690fe7-23e0-49f9-bfba-14344450285b", "Rosalind in a library", VOICES[0]),
    Face("513fd1b7-7ef9-466d-9af2-344e51eeb833", "Gareth at a desk", VOICES[1]),
    Face("7b888024-f8c9-4205-95e1-78ce01497bda", "Marieke, from a photograph"),
    Face(
        "9650a758-1085-4d49-8bf3-f347565ec229", "Teodor, of last year", VOICES[3], is_expired=True
    ),
    Face("fc9c1f9f-bc99-4fd9-a6b2-8b4b5669a046", "Ours", VOICES[2], is_public=False),
)
LANGUAGES = (("English", "en"), ("Dutch", "nl"), ("Polish", "pl"), ("German", "de"))


def face(id: object) -> Face | None:
    return next((each for each in FACES if each.id == id), None)


def voice(id: object) -> Voice | None:
    return next((each for each in VOICES if each.id == id), None)
