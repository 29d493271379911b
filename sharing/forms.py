from django import forms
from django.utils.translation import gettext_lazy as _

from sharing.services import DAYS


class ShareForm(forms.Form):
    days = forms.TypedChoiceField(
        label=_("How long the link opens the report"),
        choices=[(1, _("One day")), (7, _("One week")), (30, _("Thirty days"))],
        coerce=int,
        initial=DAYS[1],
        widget=forms.RadioSelect,
    )
    with_recordings = forms.BooleanField(
        label=_("With my recordings"),
        required=False,
        help_text=_("Otherwise whoever has the link reads your words and cannot hear you."),
    )
