"""Signing up, a person's own settings, and users in the admin."""

from typing import Any

from allauth.account.forms import SignupForm
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.contrib import messages
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accounts.models import Preferences, User

MOST_TERMS = 50
LONGEST_TERM = 60  # characters


class TermsField(forms.CharField):
    """Names and terms, one a line: spaces tidied, each once."""

    widget = forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"})

    def to_python(self, value: Any) -> str:
        found: dict[str, str] = {}
        for line in (super().to_python(value) or "").splitlines():
            if term := " ".join(line.split()):
                found.setdefault(term.casefold(), term)
        return "\n".join(found.values())

    def validate(self, value: str) -> None:
        super().validate(value)
        terms = value.splitlines()
        if len(terms) > MOST_TERMS:
            too_many = _("These are %(count)d terms. Keep the %(most)d that matter most.")
            raise forms.ValidationError(too_many, params={"count": len(terms), "most": MOST_TERMS})
        for term in terms:
            if len(term) > LONGEST_TERM:
                too_long = _("“%(start)s…” is longer than %(most)d characters. One term a line.")
                raise forms.ValidationError(
                    too_long, params={"start": term[:20], "most": LONGEST_TERM}
                )


class PreferencesForm(forms.ModelForm):
    """What holds for the next interview, and the name."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        required=False,
        help_text=_("You may leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    key_terms = TermsField(
        label=_("Names and terms you use"),
        required=False,
        help_text=_(
            "One a line: people, places, subjects, tools. Where this site recognises speech, it "
            "listens for them, and the service that does it is told them."
        ),
    )

    class Meta:
        model = Preferences
        fields = (
            "rung",
            "talk_mode",
            "captions",
            "show_clock",
            "own_rhythm",
            "key_terms",
            "theme",
        )

    field_order = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.instance.user.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Preferences:
        """Two presses of the button write one row."""
        user = self.instance.user
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        values = {field: self.cleaned_data[field] for field in self.Meta.fields}
        return Preferences.objects.update_or_create(user=user, defaults=values)[0]


class SignUpForm(SignupForm):  # type: ignore[misc]
    def save(self, request: HttpRequest) -> User:
        """All of an account or nothing; a second press of the button is led to the log-in."""
        try:
            with transaction.atomic():
                user: User = super().save(request)
        except IntegrityError as error:
            messages.info(request, _("You have signed up already. Log in."))
            raise ImmediateHttpResponse(redirect("account_login")) from error
        return user


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True


class UserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
