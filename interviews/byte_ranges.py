"""A part of a file, by HTTP's Range header (RFC 9110, section 14).

Players ask for parts to jump to a word; Safari plays nothing from a server that has none.
"""

import re
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.http import FileResponse, HttpResponse, HttpResponseBase

ONE_RANGE = re.compile(r"bytes=(?=.*\d)(\d{0,12})-(\d{0,12})")


def respond(file: "File[Any]", asked: str, *, content_type: str, name: str) -> HttpResponseBase:
    """The file, or the one range of it that is asked for. What cannot be read asks for all."""
    response: HttpResponseBase
    bounds = _bounds(asked, file.size)
    if bounds is None:
        response = FileResponse(file, content_type=content_type, filename=name)
    else:
        with file:
            response = _part(file, *bounds, content_type=content_type)
    response["Accept-Ranges"] = "bytes"
    return response


def respond_with(body: bytes, asked: str, *, content_type: str, cache_control: str) -> HttpResponse:
    """The same for what is in memory already."""
    bounds = _bounds(asked, len(body))
    if bounds is None:
        response = HttpResponse(body, content_type=content_type)
    else:
        response = _part(ContentFile(body), *bounds, content_type=content_type)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = cache_control
    return response


def _bounds(asked: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte asked for; None for the whole file."""
    found = ONE_RANGE.fullmatch(asked)
    if found is None:
        return None
    first, last = found.groups()
    if not first:  # so many from the end
        return size - min(int(last), size), size - 1
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last or size), size - 1)


def _part(file: "File[Any]", first: int, last: int, *, content_type: str) -> HttpResponse:
    if first >= file.size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    file.seek(first)
    part = HttpResponse(file.read(last - first + 1), status=206, content_type=content_type)
    part["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    return part
