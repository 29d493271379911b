"""OpenAI's transcriptions: as many words as there is speech in the file. Hears WAV only.

https://platform.openai.com/docs/api-reference/audio/createTranscription
"""

import io
import re
import wave

from standins.hearing import Ear

FILLERS = {"um", "uh"}  # which its models leave out
NAME = re.compile(rb'name="([^"]*)"')
BOUNDARY = re.compile(r'boundary="?([^";]+)"?')


class BadRequest(Exception):
    def __init__(self, message: str, param: str | None = None) -> None:
        super().__init__(message)
        self.param = param


def fields_of(body: bytes, content_type: str) -> dict[str, bytes]:
    """The fields of a multipart form, files too. Raises BadRequest."""
    found = BOUNDARY.search(content_type)
    if not content_type.startswith("multipart/form-data") or found is None:
        raise BadRequest("The request is no multipart form.")
    fields = {}
    for part in body.split(b"--" + found[1].encode())[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        if name := NAME.search(head):
            fields[name[1].decode()] = value.removesuffix(b"\r\n")
    return fields


def transcript(fields: dict[str, bytes]) -> str:
    """Raises BadRequest."""
    for name in ("model", "file"):
        if not fields.get(name):
            raise BadRequest(f"Missing required parameter: '{name}'.", name)
    try:
        with wave.open(io.BytesIO(fields["file"])) as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise BadRequest("This stand-in hears 16-bit mono only.", "file")
            ear = Ear(file.getframerate())
            for _ in ear.hear(file.readframes(file.getnframes())):
                pass
    except (EOFError, wave.Error) as error:
        raise BadRequest("Audio file might be corrupted or unsupported", "file") from error
    ear.end_word()
    words = [word.text for word in ear.words]
    return " ".join(word for word in words if word.strip(",.").lower() not in FILLERS)
