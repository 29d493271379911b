"""`manage.py refresh_avatars`: bring the catalogue of faces and voices up to date."""

from typing import Any

from asgiref.sync import async_to_sync
from django.core.management.base import BaseCommand, CommandError

from avatars import wiring
from avatars.catalogue import refresh
from providers.errors import ProviderError

WITHIN = 600.0  # seconds for pictures and samples


class Command(BaseCommand):
    help = "Fetch the faces and voices that live interviewers may have, with their pictures."

    def handle(self, *args: Any, **options: Any) -> None:
        providers = wiring.providers()
        if not providers:
            raise CommandError("There is no key for a live interviewer: set LIVEAVATAR_API_KEY.")
        for provider in providers:
            try:
                done = async_to_sync(refresh)(provider, wiring.downloads(provider), within=WITHIN)
            except ProviderError as failure:
                raise CommandError(f"The catalogue stays as it was: {failure}.") from failure
            self.stdout.write(
                f"{provider.name}: {done.faces} faces, {done.voices} voices, {done.gone} gone; "
                f"{done.copied} pictures and samples copied, {done.missing} missing."
            )
