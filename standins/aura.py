"""Deepgram's text to speech: a tone that lasts as long as the text would.

https://developers.deepgram.com/reference/text-to-speech/speak-request
"""

import json
from collections.abc import AsyncIterator, Mapping

from standins import tones

MOST_TEXT = 2000  # characters
CHUNK = 4096  # bytes
FORMATS = "This stand-in speaks mp3, and linear16 in the containers wav and none."


class BadRequest(Exception):
    """`str()` says why."""


def text_of(body: bytes, query: Mapping[str, str]) -> str:
    """The text to speak. Raises BadRequest."""
    try:
        text = json.loads(body)["text"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadRequest("The body is not an object with a text.") from error
    if not isinstance(text, str) or not text.strip():
        raise BadRequest("The text is empty.")
    if len(text) > MOST_TEXT:
        raise BadRequest(f"The text has more than {MOST_TEXT} characters.")
    if not query.get("model", "aura").startswith("aura"):
        raise BadRequest("No such model is known.")
    return text


def sound_of(text: str, query: Mapping[str, str]) -> tuple[bytes, str]:
    """The sound and its media type. Raises BadRequest."""
    seconds = tones.seconds_of(text)
    encoding = query.get("encoding", "mp3")
    container = query.get("container", "wav")
    rate = query.get("sample_rate", str(tones.SAMPLE_RATE))
    match encoding, container:
        case "mp3", _:
            return tones.mp3(seconds), "audio/mpeg"
        case "linear16", "wav" if rate.isdecimal() and int(rate):
            return tones.wav(seconds, int(rate)), "audio/wav"
        case "linear16", "none" if rate.isdecimal() and int(rate):
            return tones.pcm(seconds, int(rate)), f"audio/l16;rate={rate};channels=1"
    raise BadRequest(FORMATS)


async def chunks(sound: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(sound), CHUNK):
        yield sound[start : start + CHUNK]
