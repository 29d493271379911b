"""A part of a file, by HTTP's Range header (RFC 9110, section 14).

Players ask for parts to jump to a word; Safari plays nothing from a server that has none.
"""

import re

from django.core.files import File
from django.http import FileResponse, HttpResponse, HttpResponseBase

ONE_RANGE = re.compile(r"bytes=(?=.*\d)(\d{0,12})-(\d{0,12})")


def respond(file: "File[bytes]", asked: str, *, content_type: str, name: str) -> HttpResponseBase:
    """The file, or the one range of it that is asked for. What cannot be read asks for all."""
    size = file.size
    found = ONE_RANGE.fullmatch(asked)
    first, last = _bounds(*found.groups(), size=size) if found else (0, size - 1)
    response: HttpResponseBase
    if not found or first > last < size - 1:
        response = FileResponse(file, content_type=content_type, filename=name)
    elif first >= size:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        file.seek(first)
        part = file.read(last - first + 1)
        response = HttpResponse(part, status=206, content_type=content_type)
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
        file.close()
    response["Accept-Ranges"] = "bytes"
    return response


def _bounds(first: str, last: str, *, size: int) -> tuple[int, int]:
    """The first and the last byte. Without a first one, `last` counts from the end."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last or size), size - 1)
