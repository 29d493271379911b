"""Storages as bad luck has them."""

from django.core.files.storage import FileSystemStorage

STUBBORN = {"BACKEND": "tests.storages.Stubborn"}


class Stubborn(FileSystemStorage):
    """Keeps what it has, because nobody answers."""

    def delete(self, name: str) -> None:
        raise OSError("no route to host")
