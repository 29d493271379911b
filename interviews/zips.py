"""Zip files that are written while they are sent: of any size, in little memory."""

from collections.abc import AsyncIterator, Iterable, Iterator

from asgiref.sync import sync_to_async
from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile
from django.http import StreamingHttpResponse
from zipstream import ZIP_DEFLATED, ZIP_STORED, ZipStream

CHUNK = 256 * 1024  # bytes read and sent at once

Entry = tuple[str, str | FieldFile]  # a path in the zip, and a text or a stored file


def zip_response(entries: Iterable[Entry], *, name: str) -> StreamingHttpResponse:
    """The entries as a zip named `name`. A stored file that is gone is left out."""
    response = StreamingHttpResponse(_in_threads(_zipped(entries)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Text is deflated; recordings are kept as they are, for they hardly shrink."""
    stream = ZipStream(sized=False)
    for path, content in entries:
        if isinstance(content, str):
            stream.add(content.encode(), path, compress_type=ZIP_DEFLATED)
        elif content.name and content.storage.exists(content.name):
            parts = _parts(content.storage, content.name)
            stream.add(parts, path, compress_type=ZIP_STORED)
        yield from stream.all_files()
    yield from stream.finalize()


def _parts(storage: Storage, name: str) -> Iterator[bytes]:
    with storage.open(name) as file:
        yield from file.chunks(CHUNK)


async def _in_threads(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Each step in the request's own thread: a slow disk or storage stops nobody else."""

    def following() -> bytes | None:
        return next(parts, None)

    while (part := await sync_to_async(following)()) is not None:
        yield part
