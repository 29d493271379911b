"""`manage.py import_questions`: questions from a spreadsheet into banks that are there."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from interviews.importing import Imported, import_questions
from interviews.question_files import COLUMNS, NEEDED, UnreadableFile, read_questions


class Command(BaseCommand):
    help = (
        f"Add and change questions from a CSV (UTF-8) or XLSX file with the columns "
        f"{', '.join(COLUMNS)}; {', '.join(NEEDED)} must be there. A question is known by its id: "
        "the same file again changes nothing. All of the file or nothing. Exits with 1 if "
        "something in it is wrong, and says in which row and column."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        try:
            rows = read_questions(file.read_bytes(), name=file.name)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        except UnreadableFile as reason:
            raise CommandError(f"{file}: {reason}") from reason
        self._tell(import_questions(rows, dry_run=dry_run), dry_run=dry_run)

    def _tell(self, imported: Imported, *, dry_run: bool) -> None:
        for repeated in imported.repeated:
            self.stdout.write(f"{repeated}; left out.")
        for problem in imported.problems:
            self.stderr.write(str(problem))
        if imported.problems:
            raise CommandError("Nothing was imported.")
        done = "Would be imported" if dry_run else "Imported"
        self.stdout.write(
            f"{done}: {imported.new} new, {imported.changed} changed, "
            f"{imported.unchanged} unchanged."
        )
