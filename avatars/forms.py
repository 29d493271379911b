from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from avatars.models import Face, InterviewerChoice, Persona, Voice

GONE = {"invalid_choice": _("This one is no longer offered. Choose another.")}


def offer_live(fields: dict[str, forms.Field], *, provider: str) -> None:
    """What the live provider of this name offers; "" is none, and nothing of it is asked."""
    for name, kind in (("live_face", Face), ("live_voice", Voice)):
        field = fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = kind.objects.on_offer().filter(provider=provider)
    if not provider:
        for name in ("live_face", "live_voice", "quality"):
            del fields[name]


class InterviewerForm(forms.ModelForm):
    """Whom one wants to be interviewed by. What needs a live provider is left out without one."""

    persona = forms.ModelChoiceField(
        label=_("Choose an interviewer"),
        queryset=Persona.objects.on_offer(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose an interviewer."), **GONE},
    )
    live_face = forms.ModelChoiceField(
        label=_("Live face"), queryset=Face.objects.none(), required=False, error_messages=GONE
    )
    live_voice = forms.ModelChoiceField(
        label=_("Live voice"), queryset=Voice.objects.none(), required=False, error_messages=GONE
    )

    class Meta:
        model = InterviewerChoice
        fields = ("persona", "live_face", "live_voice", "quality", "thinking_seconds")
        widgets = {"quality": forms.RadioSelect, "thinking_seconds": forms.RadioSelect}

    def __init__(self, *args: Any, provider: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.persona is None:
            self.initial["persona"] = Persona.objects.on_offer().first()
        offer_live(self.fields, provider=provider)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> InterviewerChoice:
        """Two presses of the button write one row."""
        return InterviewerChoice.objects.update_or_create(
            user=self.instance.user, defaults=self.cleaned_data
        )[0]
