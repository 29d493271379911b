"""Who may do what beside practising. Views, admin and templates ask here and nowhere else.

A student has no role. Bank editors and staff are members of a group (made by a migration); an
administrator is a superuser, because who hands out roles can give themselves any.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from auditlog.context import set_actor
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from accounts.models import User

SEE_USE = "accounts.view_use"
EDIT_BANKS = "interviews.change_questionbank"

Rule = Callable[[User | AnonymousUser], bool]


class Role(StrEnum):
    """By the name of its group."""

    BANK_EDITORS = "Bank editors"
    STAFF = "Staff"


def has_staff_area(user: User | AnonymousUser) -> bool:
    return user.is_active and user.is_staff


def may_edit_banks(user: User | AnonymousUser) -> bool:
    """Question banks: write, order, import, publish and retire them."""
    return has_staff_area(user) and user.has_perm(EDIT_BANKS)


def may_see_use(user: User | AnonymousUser) -> bool:
    """How questions and services are used, and what that costs. Nobody's answers."""
    return has_staff_area(user) and user.has_perm(SEE_USE)


def may_see_health(user: User | AnonymousUser) -> bool:
    """How questions fare: for those who write them, too."""
    return may_see_use(user) or may_edit_banks(user)


def may_run_site(user: User | AnonymousUser) -> bool:
    """People and their roles, budgets, and the record of who changed what."""
    return has_staff_area(user) and user.is_superuser


def allowed_to(rule: Rule) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """For views, also asynchronous ones: log in first; whoever the rule does not allow gets 403.

    What is changed within is on record with who did it.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        return _guarded_async(view, rule) if iscoroutinefunction(view) else _guarded(view, rule)

    return decorate


def _guarded(view: Callable[..., Any], rule: Rule) -> Callable[..., Any]:
    @login_required
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
        _check(rule, request.user)
        with set_actor(request.user):
            return view(request, *args, **kwargs)

    return guarded


def _guarded_async(view: Callable[..., Any], rule: Rule) -> Callable[..., Any]:
    @login_required
    @wraps(view)
    async def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
        user = await request.auser()
        await sync_to_async(_check)(rule, user)
        with set_actor(user):
            return await view(request, *args, **kwargs)

    return guarded


def _check(rule: Rule, user: User | AnonymousUser) -> None:
    if not rule(user):
        raise PermissionDenied
