"""Tells people by mail what happens to their account: somebody else may have pressed the button."""

import logging
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.models import User

logger = logging.getLogger(__name__)


def tell_requested(user: User, *, address: str) -> None:
    """`address` is where it can be undone."""
    context = {"user": user, "address": address}
    _send(user, _("Your account will be deleted"), "account_data/mail_requested.txt", context)


def tell_kept(user: User) -> None:
    _send(user, _("Your account is kept"), "account_data/mail_kept.txt", {"user": user})


def _send(user: User, subject: str, template: str, context: dict[str, object]) -> None:
    """A mail that cannot be sent stops nothing: the site says the same."""
    if not user.email:
        return
    try:
        send_mail(subject, render_to_string(template, context), None, [user.email])
    except (OSError, SMTPException) as failure:
        logger.warning("a mail about a deletion was not sent: %s", type(failure).__name__)
