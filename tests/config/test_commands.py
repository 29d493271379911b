"""`manage.py prepare` and `manage.py serve`."""

import re
import socket
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from config.management.commands.prepare import ADMIN_EMAIL
from interviews.models import Question, QuestionBank
from tests.site import Site


def prepare(**options: Any) -> str:
    said = StringIO()
    call_command("prepare", stdout=said, **options)
    return said.getvalue()


def password_in(said: str) -> str:
    found = re.search(r"password  (\S+)\n", said)
    assert found
    return found[1]


def rows() -> list[Any]:
    return [list(model.objects.values()) for model in (User, QuestionBank, Question)]


@pytest.mark.django_db
class TestPrepare:
    @pytest.fixture(autouse=True)
    def _somewhere_else(self, settings: Settings, tmp_path: Path) -> None:
        settings.STATIC_ROOT = tmp_path / "static"

    def test_brings_banks_static_files_and_an_administrator(self, tmp_path: Path) -> None:
        said = prepare()
        assert f"Loaded {QuestionBank.objects.count()} question banks" in said
        assert QuestionBank.objects.on_offer().count() >= 6
        assert (tmp_path / "static" / "css" / "base.css").exists()
        assert User.objects.get(is_superuser=True).email == ADMIN_EMAIL

    def test_the_password_that_is_shown_opens_the_admin(self, client: Client) -> None:
        known = {"login": ADMIN_EMAIL, "password": password_in(prepare())}
        client.post("/accounts/login/", known)
        assert client.get("/admin/").status_code == 200

    def test_run_again_it_changes_and_says_nothing(self) -> None:
        prepare()
        before = rows()
        assert prepare() == ""
        assert rows() == before

    def test_the_password_is_made_up_each_time(self) -> None:
        passwords = set()
        for _ in range(3):
            passwords.add(password_in(prepare()))
            User.objects.all().delete()
        assert len(passwords) == 3
        assert all(len(password) >= 16 for password in passwords)

    def test_where_there_is_an_administrator_none_is_made(self, carol: User) -> None:
        assert "password" not in prepare()
        assert list(User.objects.all()) == [carol]

    def test_the_address_may_be_chosen(self) -> None:
        assert "dean@example.com" in prepare(admin_email="dean@example.com")
        assert User.objects.get().email == "dean@example.com"

    def test_a_students_address_is_not_taken_over(self, alice: User) -> None:
        with pytest.raises(CommandError, match="--admin-email"):
            prepare(admin_email="Alice@example.com")
        alice.refresh_from_db()
        assert not alice.is_superuser

    def test_a_bank_that_was_edited_stays_so(self) -> None:
        prepare()
        QuestionBank.objects.update(title="Ours")
        prepare()
        assert set(QuestionBank.objects.values_list("title", flat=True)) == {"Ours"}


@pytest.mark.parametrize("command", ["prepare", "serve"])
def test_help_says_what_it_does(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command(command, "--help")
    assert ended.value.code == 0
    assert len(capsys.readouterr().out) > 100


class TestServe:
    @pytest.fixture
    def taken(self) -> Iterator[int]:
        """A port on which something listens."""
        with socket.socket() as server:
            server.bind(("127.0.0.1", 0))
            server.listen()
            yield server.getsockname()[1]

    def test_a_taken_port_is_refused_and_another_named(
        self, settings: Settings, taken: int
    ) -> None:
        settings.PORT = taken
        with pytest.raises(CommandError) as refusal:
            call_command("serve")
        assert f"Port {taken} of 127.0.0.1 is in use." in str(refusal.value)
        assert f"PORT={taken + 1}" in str(refusal.value)

    def test_an_address_of_another_machine_is_refused(self, settings: Settings, taken: int) -> None:
        settings.PORT = taken
        with pytest.raises(CommandError, match=r"192\.0\.2\.1 failed"):
            call_command("serve", host="192.0.2.1")

    @pytest.mark.own_site
    @pytest.mark.parametrize("server", ["daphne", "uvicorn"])
    def test_it_serves_with_the_server_that_is_set(self, server: str, tmp_path: Path) -> None:
        with Site(tmp_path, {"SERVER": server}) as site:
            command = Path(f"/proc/{site.pid}/cmdline").read_text().split("\0")
            assert command[1:3] == ["-m", server]

    @pytest.mark.own_site
    def test_an_unknown_server_is_refused_by_name(self, tmp_path: Path) -> None:
        with pytest.raises(RuntimeError, match="SERVER"):
            Site(tmp_path, {"SERVER": "apache"}).manage("check")
