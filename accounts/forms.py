"""A person's own settings."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Preferences, User


class PreferencesForm(forms.ModelForm):
    """What holds for the next interview, and the name."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        required=False,
        help_text=_("You may leave it empty."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    class Meta:
        model = Preferences
        fields = ("rung", "talk_mode", "captions", "show_clock", "theme")

    field_order = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.instance.user.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Preferences:
        user = self.instance.user
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        preferences: Preferences = super().save(*args, **kwargs)
        return preferences


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
