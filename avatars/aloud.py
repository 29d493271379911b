"""Words spoken by a provider: made once, then kept in the site's storage."""

import asyncio
import hashlib
import logging
import os
from pathlib import Path
from typing import Protocol
from uuid import uuid4
from weakref import WeakValueDictionary

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from avatars.threads import in_database_thread
from costs.metering import note_speaking
from providers.errors import ProviderUnavailable

logger = logging.getLogger(__name__)

PATIENCE = 8.0  # seconds; a student is waiting for the words, and can read them by then
_making: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


class Speaker(Protocol):
    async def speak(self, text: str, *, voice: str) -> bytes:
        """The whole text as MP3. Raises ProviderError."""
        ...


async def spoken(text: str, *, voice: str, speaker: Speaker) -> bytes:
    """The text as MP3, from the storage or made now. Raises ProviderError.

    Who asks for a clip that is being made waits for it.
    """
    name = clip_name(text, voice)
    async with _making.setdefault(name, asyncio.Lock()):
        kept = await asyncio.to_thread(_read, name)
        if kept is not None:
            return kept
        mp3 = await spoken_once(text, voice=voice, speaker=speaker)
        await asyncio.to_thread(_keep, name, mp3)
        return mp3


def clip_name(text: str, voice: str) -> str:
    digest = hashlib.sha256(f"{voice}\n{text}".encode()).hexdigest()
    return f"speech/{digest}.mp3"


async def spoken_once(text: str, *, voice: str, speaker: Speaker) -> bytes:
    """The text as MP3, which is kept nowhere. Raises ProviderError."""
    try:
        async with asyncio.timeout(PATIENCE):
            mp3 = await speaker.speak(text, voice=voice)
    except TimeoutError as error:
        raise ProviderUnavailable("no speech in time") from error
    await in_database_thread(note_speaking)(provider="deepgram", characters=len(text))
    return mp3


def _read(name: str) -> bytes | None:
    try:
        with default_storage.open(name) as file:
            return bytes(file.read()) or None
    except FileNotFoundError:
        return None
    except Exception as error:  # whatever kind of storage it is: then it is made anew
        logger.warning("a spoken text could not be read: %s", type(error).__name__)
        return None


def _keep(name: str, mp3: bytes) -> None:
    """Whole or not at all. A storage that fails costs the next listener a new clip, no more."""
    try:
        try:
            path = Path(default_storage.path(name))
        except NotImplementedError:  # not on a disk of ours; such storages write whole objects
            default_storage.save(name, ContentFile(mp3))
        else:
            _write(path, mp3)
    except Exception as error:
        logger.warning("a spoken text could not be kept: %s", type(error).__name__)


def _write(path: Path, mp3: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(mp3)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
