from django import forms
from django.utils.translation import gettext_lazy as _


class DeletionForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("Yes, delete my account and everything in it"),
        error_messages={"required": _("Tick the box to say that you are sure.")},
    )
