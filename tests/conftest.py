"""The cast: Alice and Bob practise, Dora edits banks, Eve is staff, Carol runs the site.

And a bank of three questions.
"""

import os
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import Settings

from accounts.models import Rung, User
from accounts.roles import Role
from avatars import wiring
from avatars.models import Persona
from interviews import services
from interviews.live.threads import close_connections
from interviews.models import Interview, Question, QuestionBank, Timing
from interviews.publishing import publish

PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """PostgreSQL drops no database to which a thread is still connected."""
    yield
    close_connections()


@pytest.fixture
def alice(db: None) -> User:
    return User.objects.create_user("alice@example.com", PASSWORD, name="Alice")


@pytest.fixture
def bob(db: None) -> User:
    return User.objects.create_user("bob@example.com", PASSWORD, name="Bob")


@pytest.fixture
def carol(db: None) -> User:
    """Runs the site."""
    return User.objects.create_superuser("carol@example.com", PASSWORD, name="Carol")


@pytest.fixture
def alices(alice: User) -> Client:
    """A browser in which Alice is logged in."""
    browser = Client()
    browser.force_login(alice)
    return browser


@pytest.fixture
def bobs(bob: User) -> Client:
    browser = Client()
    browser.force_login(bob)
    return browser


@pytest.fixture
def carols(carol: User) -> Client:
    browser = Client()
    browser.force_login(carol)
    return browser


def member(role: Role, email: str, name: str) -> Client:
    """The browser of somebody with that role."""
    user = User.objects.create_user(email, PASSWORD, name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def doras(db: None) -> Client:
    return member(Role.BANK_EDITORS, "dora@example.com", "Dora")


@pytest.fixture
def eves(db: None) -> Client:
    return member(Role.STAFF, "eve@example.com", "Eve")


@pytest.fixture
def bank(db: None) -> QuestionBank:
    """Three questions, from gentle to demanding, with two follow-ups each; published."""
    bank = QuestionBank.objects.create(slug="library", title="Library assistant", position=1)
    texts = ("Tell me about a reader you helped.", "Tell me about a mistake you put right.")
    for number, text in enumerate((*texts, "Tell me about a plan that changed."), start=1):
        Question.objects.create(
            bank=bank,
            slug=f"library-{number}",
            text=text,
            competency=("service", "integrity", "adaptability")[number - 1],
            difficulty=number,
            position=number,
            guidance="A particular day, and what came of it.",
            follow_ups=["What did you do first?", "How do you know it helped?"],
        )
    publish(bank=bank)
    bank.refresh_from_db()
    return bank


@pytest.fixture
def interview(alice: User, bank: QuestionBank) -> Interview:
    """Alice's interview of two questions, feedback after each, not begun."""
    return services.create_interview(
        owner=alice, bank=bank, questions=2, timing=Timing.EACH, rung=Rung.TEXT
    )


@pytest.fixture
def personas(db: None) -> list[Persona]:
    """The five interviewers; tests with transactions of their own begin without them."""
    import_module("avatars.migrations.0002_personas").add(apps, None)
    return list(Persona.objects.all())


@pytest.fixture
def with_live(settings: Settings) -> Iterator[None]:
    """A site with a live provider, which nobody asks for anything."""
    settings.LIVEAVATAR_API_KEY = "key"
    wiring.liveavatar.cache_clear()
    yield
    wiring.liveavatar.cache_clear()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI everything must run: a skipped test is a failure there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("CI has skipped tests; install what they need.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright keeps an event loop running; async tests want their own."""
    items.sort(key=lambda item: "browser" in item.path.parts)
