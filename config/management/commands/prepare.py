"""`manage.py prepare`: bring the database, the starter banks and the first administrator about."""

import secrets
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accounts.models import User
from interviews.starter import load_missing_banks

ADMIN_EMAIL = "admin@example.com"


class Command(BaseCommand):
    help = (
        "Migrate the database, load starter question banks that are missing, collect static "
        "files and create an administrator if there is none. Run again, it changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--admin-email",
            default=ADMIN_EMAIL,
            help=f"address of the first administrator (default: {ADMIN_EMAIL})",
        )

    def handle(self, *args: Any, admin_email: str, **options: Any) -> None:
        if connection.vendor == "sqlite":
            Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        loaded = load_missing_banks()
        if loaded.banks:
            self.stdout.write(
                f"Loaded {loaded.banks} question banks, {loaded.questions} questions."
            )
        self._create_administrator(admin_email)

    def _create_administrator(self, email: str) -> None:
        if User.objects.filter(is_superuser=True).exists():
            return
        if User.objects.filter(email=email.lower()).exists():
            raise CommandError(f"{email} has an account already. Name another: --admin-email")
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(email, password)
        self.stdout.write(
            "\nAn administrator was created. The password is shown this once:\n"
            f"  e-mail    {email}\n  password  {password}\n"
            "Log in at /admin/ and change it there. Lost it? manage.py changepassword "
            f"{email}\n"
        )
