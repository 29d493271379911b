"""`manage.py export_questions`: question banks as a file that a spreadsheet opens."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from interviews.models import QuestionBank
from interviews.question_export import as_file, export_questions


class Command(BaseCommand):
    help = (
        "Write questions, with their translations, to a CSV (UTF-8) or XLSX file that "
        "`import_questions` reads again. Cells that a spreadsheet would run as formulas begin "
        "with an apostrophe."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--bank", help="short name of one bank (default: all banks)")

    def handle(self, *args: Any, file: Path, bank: str | None, **options: Any) -> None:
        if bank is not None and not QuestionBank.objects.filter(slug=bank).exists():
            raise CommandError(f"There is no bank with the short name “{bank}”.")
        kind = "xlsx" if file.suffix.lower() == ".xlsx" else "csv"
        rows = export_questions(bank)
        try:
            file.write_bytes(as_file(rows, kind=kind))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        self.stdout.write(f"{len(rows) - 1} rows written to {file}.")
