"""What a student is told when there is no live interviewer: one plain sentence each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from providers.avatar import Trouble

SENTENCES: dict[Trouble, Any] = {
    Trouble.QUOTA: _("The live interviewer's time for this site is used up for now."),
    Trouble.CONCURRENCY: _("All live interviewers are talking to other people just now."),
    Trouble.UNAVAILABLE: _("This live interviewer is not available. You can choose another one."),
    Trouble.REFUSED: _("The live video service did not let us in. It is not your fault."),
    Trouble.NETWORK: _("The live video could not be reached, or the connection broke."),
    Trouble.EXPIRED: _("The live interviewer's session has reached its end."),
    Trouble.RETIRED: _("This kind of live interviewer was retired by its vendor."),
    Trouble.LIMIT: _("You have used the live interviewer as often as is possible for now."),
    Trouble.NO_SDK: _("This browser could not load the live video player."),
}

LABELS = [
    (Trouble.QUOTA.value, _("Out of credit")),
    (Trouble.CONCURRENCY.value, _("Too many at once")),
    (Trouble.UNAVAILABLE.value, _("Face or voice not to be had")),
    (Trouble.REFUSED.value, _("Key or token refused")),
    (Trouble.NETWORK.value, _("Network")),
    (Trouble.EXPIRED.value, _("Expired")),
    (Trouble.RETIRED.value, _("Retired by the vendor")),
    (Trouble.LIMIT.value, _("Our own limit")),
    (Trouble.NO_SDK.value, _("No player in the browser")),
]


def sentence(trouble: Trouble) -> str:
    return str(SENTENCES[trouble])
