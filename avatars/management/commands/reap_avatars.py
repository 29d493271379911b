"""`manage.py reap_avatars`: close live sessions that nobody uses. Run it every few minutes."""

from typing import Any

from asgiref.sync import async_to_sync
from django.core.management.base import BaseCommand, CommandParser

from avatars import wiring
from avatars.reaper import Stray, reap


class Command(BaseCommand):
    help = (
        "Close live interviewers that nobody uses any more, here and at the vendor. "
        "Run it every few minutes. Sessions that this site did not begin are left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say which they are")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        strays = async_to_sync(reap)(
            providers=wiring.providers(), idle_seconds=wiring.idle_seconds(), dry_run=dry_run
        )
        for stray in strays:
            self.stdout.write(_line(stray))
        self.stdout.write(f"{len(strays)} {'found' if dry_run else 'closed'}.")


def _line(stray: Stray) -> str:
    connection = stray.connection
    which = "ended here, goes on at the vendor" if stray.is_ended_here else "not in use"
    return f"{connection.pk} {connection.provider} {connection.opened_at:%Y-%m-%d %H:%M}: {which}"
