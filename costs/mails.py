"""Tells staff by mail that a budget runs out."""

import logging
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """That so much of a budget is used up; `ends` is when all of it is there again."""

    budget: str
    percent: int
    ends: date

    def send(self) -> None:
        """A mail that cannot be sent stops nothing: the staff area says the same."""
        said = render_to_string("costs/mail_budget.txt", {"told": self})
        subject = _("Greenroom: %(percent)d %% of a budget is used up") % {"percent": self.percent}
        mail = EmailMessage(subject, said, bcc=list(_addresses()))
        try:
            mail.send()
        except (OSError, SMTPException) as failure:
            logger.warning("a mail about a budget was not sent: %s", type(failure).__name__)


def _addresses() -> set[str]:
    """Of administrators and staff."""
    wanted = Q(is_superuser=True) | Q(is_staff=True, groups__name=Role.STAFF)
    users = User.objects.filter(wanted, is_active=True).exclude(email=None)
    return {str(email) for email in users.values_list("email", flat=True)}
