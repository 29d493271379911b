"""`manage.py purge_recordings`: delete recordings that are older than the site keeps them."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from interviews.live import wiring
from interviews.retention import purge, recorded_before

TELL_EVERY = 100  # recordings


class Command(BaseCommand):
    help = (
        "Delete recordings that are older than RECORDING_RETENTION_DAYS. Transcripts and levels "
        "stay. Run it every night. Exits with 1 if a recording could not be deleted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")
        parser.add_argument("--days", type=int, help="instead of RECORDING_RETENTION_DAYS")

    def handle(self, *args: Any, dry_run: bool, days: int | None, **options: Any) -> None:
        days = wiring.retention_days() if days is None else days
        if days <= 0:
            self.stdout.write("Recordings are kept: RECORDING_RETENTION_DAYS is 0.")
            return
        old = recorded_before(timezone.now() - timedelta(days=days))
        count = old.count()
        if dry_run:
            self.stdout.write(f"{count} recordings to be deleted.")
            return
        gone = 0
        for number, is_gone in enumerate(purge(old), start=1):
            gone += is_gone
            if number % TELL_EVERY == 0:
                self.stdout.write(f"{number} of {count}")
        self.stdout.write(f"{gone} of {count} recordings deleted.")
        if gone < count:
            raise CommandError("Some recordings could not be deleted; the log says why.")
