"""`manage.py export_questions`: question banks as a file that a spreadsheet opens."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from interviews.models import Question, QuestionBank
from interviews.question_resource import QuestionResource

MARK = b"\xef\xbb\xbf"  # by which Excel knows UTF-8


class Command(BaseCommand):
    help = (
        "Write questions to a CSV file (UTF-8) that `import_questions` reads again. Cells that a "
        "spreadsheet would run as formulas begin with an apostrophe."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--bank", help="short name of one bank (default: all banks)")

    def handle(self, *args: Any, file: Path, bank: str | None, **options: Any) -> None:
        questions = Question.objects.select_related("bank")
        if bank is not None:
            if not QuestionBank.objects.filter(slug=bank).exists():
                raise CommandError(f"There is no bank with the short name “{bank}”.")
            questions = questions.filter(bank__slug=bank)
        content = MARK + QuestionResource().export(questions).csv.encode()
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        self.stdout.write(f"{questions.count()} questions written to {file}.")
