"""Roles are groups; who may do what beside practising is decided in one place."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from django.urls import reverse

from accounts import roles
from accounts.models import User
from accounts.roles import Role

RULES = (roles.has_staff_area, roles.may_edit_banks, roles.may_see_use, roles.may_run_site)


def person(*, role: Role | None = None, **fields: bool) -> User:
    user = User.objects.create_user("pat@example.com", None, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def allowed(user: User | AnonymousUser) -> tuple[bool, ...]:
    return tuple(rule(user) for rule in RULES)


def test_a_stranger_may_nothing() -> None:
    assert allowed(AnonymousUser()) == (False, False, False, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "fields", "expected"),
    [
        (None, {}, (False, False, False, False)),
        (None, {"is_staff": True}, (True, False, False, False)),
        (Role.BANK_EDITORS, {"is_staff": True}, (True, True, False, False)),
        (Role.STAFF, {"is_staff": True}, (True, False, True, False)),
        (None, {"is_staff": True, "is_superuser": True}, (True, True, True, True)),
        (Role.BANK_EDITORS, {}, (False, False, False, False)),
        (Role.STAFF, {"is_staff": True, "is_active": False}, (False, False, False, False)),
    ],
    ids=["student", "no role", "editor", "staff", "administrator", "not let in", "disabled"],
)
def test_each_role_may_its_own(
    role: Role | None, fields: dict[str, bool], expected: tuple[bool, ...]
) -> None:
    assert allowed(person(role=role, **fields)) == expected


@pytest.mark.parametrize("role", Role)
def test_whoever_is_given_a_role_may_enter(carols: Client, alice: User, role: Role) -> None:
    address = reverse("admin:accounts_user_change", args=[alice.pk])
    form = carols.get(address).context["adminform"].form
    sent = {name: form[name].value() or "" for name in form.fields if name != "groups"}
    sent |= {"groups": [Group.objects.get(name=role).pk], "is_staff": ""}
    sent = {name: value for name, value in sent.items() if value not in (False, "", [])}
    carols.post(address, sent | {"consents-TOTAL_FORMS": 0, "consents-INITIAL_FORMS": 0})
    alice.refresh_from_db()
    assert alice.is_staff
