"""`manage.py roll_up_questions`: count how questions fare, for the page that shows it."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from staff.health import PERIODS, figures, roll_up


class Command(BaseCommand):
    help = (
        "Count anew how often each question was asked, answered and skipped, which parts were "
        "missing, and what trying again gained. Run it every night; done twice it changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, and keep nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        began = time.monotonic()
        if dry_run:
            for days in PERIODS:
                count = len(figures(days, timezone.now()))
                self.stdout.write(f"{f'{days} days' if days else 'Ever'}: {count} questions.")
            return
        count = roll_up()
        self.stdout.write(f"{count} rows in {time.monotonic() - began:.1f} s.")
