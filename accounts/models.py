"""Who you are: the user (by e-mail, or a guest), preferences, and what was consented to."""

import hashlib
from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    AnonymousUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def create_guest(self) -> "User":
        """A person who pressed "Practise now": no e-mail, no password, a session only."""
        guest = self.model(email=None, is_guest=True)
        guest.set_unusable_password()
        guest.save(using=self._db)
        return guest


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who practises, or runs the site. A guest becomes a user by signing up."""

    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    is_guest = models.BooleanField(_("guest"), default=False)
    is_staff = models.BooleanField(_("may use the admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    deletion_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    deletion_due_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        permissions = (("view_use", "Can see how the site is used and what it costs"),)

    def __str__(self) -> str:
        return self.name or self.email or f"Guest {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower() if self.email else None  # "" would be taken only once
        super().save(*args, **kwargs)


class TalkMode(models.TextChoices):
    """How the talk button works. Both always work by keyboard."""

    EITHER = "either", _("Hold it, or press once to start and once to stop")
    TOGGLE = "toggle", _("Press once to start, once to stop")


class Rung(models.TextChoices):
    """How real the interviewer is; also the order in which we step down when something fails."""

    LIVE = "live", _("Live video")
    ILLUSTRATED = "illustrated", _("Illustrated, with a voice")
    VOICE = "voice", _("Voice only")
    TEXT = "text", _("Text only")


class Theme(models.TextChoices):
    SYSTEM = "system", _("As the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class PreferencesQuerySet(models.QuerySet["Preferences"]):
    def of(self, user: User | AnonymousUser) -> "Preferences":
        """The person's own preferences, or the defaults, unsaved."""
        if not isinstance(user, User):
            return Preferences()
        return self.filter(user=user).first() or Preferences(user=user)


class Preferences(models.Model):
    """A person's own settings, used for the next interview and overridable at set-up."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="preferences")
    rung = models.CharField(_("interviewer"), max_length=12, choices=Rung, default=Rung.ILLUSTRATED)
    talk_mode = models.CharField(
        _("talk button"), max_length=8, choices=TalkMode, default=TalkMode.EITHER
    )
    captions = models.BooleanField(_("show the interviewer's words as captions"), default=True)
    show_clock = models.BooleanField(
        _("show a clock while answering"),
        default=True,
        help_text=_("A question may suggest a time. Nothing is ever cut off when it has passed."),
    )
    theme = models.CharField(_("colours"), max_length=8, choices=Theme, default=Theme.SYSTEM)
    key_terms = models.TextField(
        _("names and terms I use"),
        blank=True,
        help_text=_("One a line. Speech recognition listens for them."),
    )
    own_rhythm = models.BooleanField(
        _("my speech has its own rhythm"),
        default=False,
        help_text=_("Show nothing about pace, pauses or fillers."),
    )

    objects = PreferencesQuerySet.as_manager()

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return f"Preferences of {self.user}"


class Purpose(models.TextChoices):
    """What a person may consent to. Each can be withdrawn on its own."""

    RECORDING = "recording", _("Keep a recording of my spoken answers")
    BROWSER_CAPTIONS = "captions", _("Let my browser turn my speech into text")


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self, user: User, purpose: Purpose) -> "ConsentQuerySet":
        return self.filter(user=user, purpose=purpose, withdrawn_at=None)

    def of_any(self, users: Collection[int], purpose: Purpose) -> "ConsentQuerySet":
        return self.filter(user__in=users, purpose=purpose, withdrawn_at=None)


class Consent(models.Model):
    """One yes, with the words that were shown; withdrawn, never deleted while the user exists."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose)
    version = models.CharField(max_length=20)
    text_sha256 = models.CharField(max_length=64)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ("-given_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "purpose"),
                condition=models.Q(withdrawn_at=None),
                name="one_consent_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.given_at:%Y-%m-%d})"


def fingerprint(text: str) -> str:
    """SHA-256 of the words a person agreed to, so that a later change of wording shows."""
    return hashlib.sha256(text.encode()).hexdigest()
