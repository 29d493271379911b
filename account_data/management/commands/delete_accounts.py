"""`manage.py delete_accounts`: carry out the deletions that are due."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from account_data.deletion import FilesLeft, delete_account, due
from interviews.live.wiring import partial_recordings


class Command(BaseCommand):
    help = (
        "Delete the accounts whose owners asked for it and whose time to think is over "
        "(ACCOUNT_DELETION_DAYS), with all their files. Run it every hour. Exits with 1 if a file "
        "could not be deleted; its account is tried again the next time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many are due")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        users = list(due())
        if dry_run:
            self.stdout.write(f"{len(users)} to be deleted.")
            return
        failed = 0
        for number, user in enumerate(users, start=1):
            try:
                delete_account(user=user, partial_recordings=partial_recordings())
            except FilesLeft as left:
                failed += 1
                self.stderr.write(f"{number} of {len(users)}: {left}")
            else:
                self.stdout.write(f"{number} of {len(users)} deleted")
        if failed:
            raise CommandError(f"{failed} accounts are left; the log says why.")
