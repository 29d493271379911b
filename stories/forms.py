from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import Competency
from stories.models import LONGEST_TITLE, StoryTheme

LONGEST_PART = 5_000  # characters
LONGEST_NOTES = 10_000
PARTS = ("situation", "task", "action", "result")


def _text(*, longest: int = LONGEST_PART, **described: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(max_length=longest, required=False, widget=widget, **described)


class StoryForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        help_text=_("A few words by which you will know it again."),
        error_messages={"required": _("Give the story a title.")},
    )
    situation = _text(
        label=_("Situation"), help_text=_("Where and when it was, and what was going on.")
    )
    task = _text(label=_("Task"), help_text=_("What you had to do, or wanted to."))
    action = _text(label=_("Action"), help_text=_("What you did, step by step."))
    result = _text(label=_("Result"), help_text=_("What came of it, and how you know."))
    notes = _text(
        longest=LONGEST_NOTES,
        label=_("Notes"),
        help_text=_("For yourself: what belongs to none of the four."),
    )
    competency = forms.ChoiceField(
        label=_("What it shows"),
        choices=[("", _("Choose one")), *Competency.choices],
        error_messages={"required": _("Choose what the story shows.")},
    )
    themes = forms.MultipleChoiceField(
        label=_("What it is about"),
        choices=StoryTheme.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        # A box with an error of its own is missing here, and is not empty.
        if not any(told.get(name, "error") for name in (*PARTS, "notes")):
            self.add_error("situation", _("Write at least one part of the story."))
        return told

    @property
    def parts(self) -> list[tuple[str, forms.BoundField]]:
        """The four boxes, each with its letter."""
        return [(name[0].upper(), self[name]) for name in PARTS]


class StorySearchForm(forms.Form):
    """What a list of stories is narrowed to. What cannot be understood narrows nothing."""

    q = forms.CharField(
        label=_("Words in the story"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    competency = forms.ChoiceField(
        label=_("What it shows"), choices=[("", _("Anything")), *Competency.choices], required=False
    )
    theme = forms.ChoiceField(
        label=_("What it is about"),
        choices=[("", _("Anything")), *StoryTheme.choices],
        required=False,
    )
