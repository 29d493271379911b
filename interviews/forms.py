from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Rung
from avatars import ladder
from interviews.models import MOST_QUESTIONS, QuestionBank, Timing

USUAL_QUESTIONS = 3


class SetupForm(forms.Form):
    """The three choices before an interview, and how real the interviewer is."""

    bank = forms.ModelChoiceField(
        label=_("Which questions?"),
        queryset=QuestionBank.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose a question bank."),
            "invalid_choice": _("That question bank is no longer offered. Choose another."),
        },
    )
    questions = forms.IntegerField(
        label=_("How many questions?"),
        min_value=1,
        max_value=MOST_QUESTIONS,
        initial=USUAL_QUESTIONS,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Choose how many questions, from 1 to 10."),
        ),
    )
    timing = forms.ChoiceField(
        label=_("When should feedback come?"),
        choices=Timing.choices,
        initial=Timing.EACH,
        widget=forms.RadioSelect,
    )
    rung = forms.ChoiceField(
        label=_("How real should the interviewer be?"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, preferred: Rung, live: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bank = self.fields["bank"]
        if isinstance(bank, forms.ModelChoiceField):
            # named, because Django drops a model's own order where it counts
            bank.queryset = QuestionBank.objects.on_offer()
            bank.initial = bank.queryset.first()
        rung = self.fields["rung"]
        if isinstance(rung, forms.ChoiceField):
            rung.choices = [(each.value, each.label) for each in ladder.on_offer(live=live)]
            rung.initial = ladder.nearest(preferred, live=live)

    def clean_timing(self) -> Timing:
        return Timing(self.cleaned_data["timing"])

    def clean_rung(self) -> Rung:
        return Rung(self.cleaned_data["rung"])
