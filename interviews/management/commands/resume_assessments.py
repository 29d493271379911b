"""`manage.py resume_assessments`: judge answers that were submitted and never judged."""

from typing import Any
from uuid import UUID

from asgiref.sync import async_to_sync
from django.core.management.base import BaseCommand, CommandError, CommandParser

from interviews import assessing
from interviews.live import wiring
from interviews.live.resuming import resume


class Command(BaseCommand):
    help = (
        "Judge answers that were submitted and never judged, because the server stopped or the "
        "student left at once. Run it after a crash, or every hour. Exits with 1 if one is left."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many there are")
        parser.add_argument("--most", type=int, default=200, help="stop after so many (200)")

    def handle(self, *args: Any, dry_run: bool, most: int, **options: Any) -> None:
        attempts = list(assessing.waiting().values_list("pk", flat=True)[: max(0, most)])
        if dry_run:
            self.stdout.write(f"{len(attempts)} to be judged.")
            return
        judged = async_to_sync(resume)(
            attempts,
            judge=wiring.judge(),
            calls_an_hour=wiring.calls_an_hour(),
            told=self._tell,
        )
        self.stdout.write(f"{judged} of {len(attempts)} judged.")
        if judged < len(attempts):
            raise CommandError("Some answers could not be judged; the log says why.")

    def _tell(self, attempt: UUID, is_judged: bool) -> None:  # noqa: FBT001
        self.stdout.write(f"{attempt} {'judged' if is_judged else 'not judged'}")
