"""A vendor's faces and voices, kept here with copies of their pictures and spoken samples.

Pages never show a vendor's own address: students' browsers ask nobody but this site.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from avatars.models import Face, Voice
from avatars.threads import in_database_thread
from providers.avatar import AvatarProvider, FaceOffer, VoiceOffer
from providers.downloads import PICTURE, SOUND, Download, Kind
from providers.errors import ProviderError

logger = logging.getLogger(__name__)

AT_ONCE = 4  # downloads
LONGEST_NAME = 120
LONGEST_ID = 100
LONGEST_ADDRESS = 500


class Fetcher(Protocol):
    async def fetch(self, address: str, kind: Kind) -> Download:
        """Raises ProviderError."""
        ...


@dataclass(frozen=True, slots=True)
class Refreshed:
    faces: int
    voices: int
    gone: int  # which the vendor no longer has
    copied: int  # pictures and samples
    missing: int  # that could not be copied, or not in time


async def refresh(provider: AvatarProvider, fetcher: Fetcher, *, within: float) -> Refreshed:
    """Bring the catalogue up to date; `within` seconds for pictures and samples.

    What an operator decided to offer or not stays so. Raises ProviderError, having changed nothing.
    """
    faces, voices = await provider.faces(), await provider.voices()
    gone = await in_database_thread(_keep)(provider.name, faces, voices, timezone.now())
    copies = await in_database_thread(_wanted)(provider.name, faces, voices)
    copied = await _copy_all(copies, fetcher, within)
    return Refreshed(len(faces), len(voices), gone, copied, len(copies) - copied)


@transaction.atomic
def _keep(
    provider: str, faces: Sequence[FaceOffer], voices: Sequence[VoiceOffer], now: datetime
) -> int:
    for face in faces:
        Face.objects.update_or_create(
            provider=provider,
            external_id=face.id[:LONGEST_ID],
            defaults={
                "name": face.name[:LONGEST_NAME],
                "default_voice": face.voice[:LONGEST_ID],
                "kind": face.kind[:20],
                "is_gone": False,
                "refreshed_at": now,
            },
        )
    for voice in voices:
        Voice.objects.update_or_create(
            provider=provider,
            external_id=voice.id[:LONGEST_ID],
            defaults={
                "name": voice.name[:LONGEST_NAME],
                "language": voice.language[:40],
                "gender": voice.gender[:20],
                "is_gone": False,
                "refreshed_at": now,
            },
        )
    _learn_genders(provider)
    return sum(
        model.objects.filter(provider=provider, is_gone=False, refreshed_at__lt=now).update(
            is_gone=True
        )
        for model in (Face, Voice)
    )


def _learn_genders(provider: str) -> None:
    """A face says nothing of it, but its own voice does."""
    genders = dict(Voice.objects.filter(provider=provider).values_list("external_id", "gender"))
    for face in Face.objects.filter(provider=provider).exclude(default_voice=""):
        gender = genders.get(face.default_voice, "")
        if gender and gender != face.gender:
            face.gender = gender
            face.save(update_fields=["gender"])


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to be fetched for a row."""

    row: Face | Voice
    address: str
    kind: Kind


def _wanted(provider: str, faces: Sequence[FaceOffer], voices: Sequence[VoiceOffer]) -> list[Copy]:
    """What there is no copy of yet, or whose address has changed."""
    offered_faces = {face.id[:LONGEST_ID]: face.preview_url for face in faces}
    offered_voices = {voice.id[:LONGEST_ID]: voice.preview_url for voice in voices}
    copies = [
        Copy(row, offered_faces[row.external_id], PICTURE)
        for row in Face.objects.filter(provider=provider, external_id__in=offered_faces)
        if _is_new(offered_faces[row.external_id], row.picture_url)
    ]
    return copies + [
        Copy(row, offered_voices[row.external_id], SOUND)
        for row in Voice.objects.filter(provider=provider, external_id__in=offered_voices)
        if _is_new(offered_voices[row.external_id], row.sample_url)
    ]


def _is_new(address: str, kept: str) -> bool:
    return bool(address) and _lasting(address) != kept


def _lasting(address: str) -> str:
    """An address without what changes with every signature."""
    return address.partition("?")[0][:LONGEST_ADDRESS]


async def _copy_all(copies: Sequence[Copy], fetcher: Fetcher, within: float) -> int:
    """How many were copied; those for which there is no time are left to the next refresh."""
    gate = asyncio.Semaphore(AT_ONCE)
    copied: list[Copy] = []

    async def one(copy: Copy) -> None:
        async with gate:
            try:
                found = await fetcher.fetch(copy.address, copy.kind)
                await in_database_thread(_store)(copy, found)
            except ProviderError as failure:
                logger.warning("no %s of %s: %s", copy.kind.name, copy.row.pk, failure)
            except Exception as failure:  # whatever kind of storage it is
                logger.warning("a %s could not be kept: %s", copy.kind.name, type(failure).__name__)
            else:
                copied.append(copy)

    try:
        async with asyncio.timeout(within), asyncio.TaskGroup() as downloads:
            for copy in copies:
                downloads.create_task(one(copy))
    except TimeoutError:
        logger.warning("%d files of the catalogue are left for later", len(copies) - len(copied))
    return len(copied)


def _store(copy: Copy, found: Download) -> None:
    """The new file is there before the old one goes."""
    row = copy.row
    content = ContentFile(found.content)
    if isinstance(row, Face):
        file, old = row.picture, row.picture.name
        row.picture_url = _lasting(copy.address)
    else:
        file, old = row.sample, row.sample.name
        row.sample_url = _lasting(copy.address)
    file.save(f"copy.{found.ending}", content, save=True)
    if old:
        file.storage.delete(old)
