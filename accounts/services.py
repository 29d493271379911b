"""What changes accounts: joining a guest, proving an address, giving and withdrawing consent."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Consent, Preferences, Purpose, User, fingerprint
from accounts.signals import consent_withdrawn, guest_joined


def guest_in(request: HttpRequest) -> User | None:
    """The guest whose session this is, fresh from the database, if it is a guest's."""
    if not request.user.is_authenticated or not request.user.is_guest:
        return None
    return User.objects.filter(pk=request.user.pk, is_guest=True).first()


def claim_guest(request: HttpRequest) -> User | None:
    """The guest of this session, locked until the transaction ends: nobody signs up twice."""
    guest = guest_in(request)
    guests = User.objects.select_for_update().filter(is_guest=True)
    return guests.filter(pk=guest.pk).first() if guest else None


@transaction.atomic
def join_guest(*, guest: User, user: User) -> None:
    """Move what a guest made into the account they log in to; the guest's row goes."""
    if not User.objects.select_for_update().filter(pk=guest.pk, is_guest=True).exists():
        return  # joined already, by another tab
    guest_joined.send(sender=User, guest=guest, user=user)
    _hand_over_preferences(guest, user)
    _hand_over_consents(guest, user)
    guest.delete()


def _hand_over_preferences(guest: User, user: User) -> None:
    """The user's own settings win; somebody who never chose any keeps the guest's."""
    if not Preferences.objects.filter(user=user).exists():
        Preferences.objects.filter(user=guest).update(user=user)


def _hand_over_consents(guest: User, user: User) -> None:
    """Keep the guest's consents: recordings that move along were made under them.

    Where the user has ever answered for a purpose, that answer wins and the guest's yes becomes
    history.
    """
    decided = Consent.objects.filter(user=user).values_list("purpose", flat=True)
    overruled = Consent.objects.filter(user=guest, withdrawn_at=None, purpose__in=list(decided))
    overruled.update(withdrawn_at=timezone.now())
    Consent.objects.filter(user=guest).update(user=user)


@transaction.atomic
def release_unproven(*, email: str, owner: User) -> None:
    """Take an address from accounts that never confirmed it: `owner` is about to.

    Without this a stranger who signed up with somebody else's address would keep it.
    """
    others = EmailAddress.objects.filter(email=email).exclude(user=owner)
    if others.filter(verified=True).exists():
        return
    others.delete()
    User.objects.filter(email=email).exclude(pk=owner.pk).update(email=None)


@transaction.atomic
def replace_email(*, user: User) -> None:
    """After `user.email` was set by hand (in the admin): the old address no longer logs in."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    if user.email:
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"primary": True}
        )


@transaction.atomic
def give_consent(*, user: User, purpose: Purpose, version: str, text: str) -> Consent:
    """Note a yes to `text`. Saying yes twice changes nothing; new words replace the old yes."""
    User.objects.select_for_update().get(pk=user.pk)  # one yes at a time
    in_force = Consent.objects.in_force(user, purpose)
    held = in_force.filter(version=version, text_sha256=fingerprint(text)).first()
    if held:
        return held
    in_force.update(withdrawn_at=timezone.now())
    return Consent.objects.create(
        user=user, purpose=purpose, version=version, text_sha256=fingerprint(text)
    )


@transaction.atomic
def withdraw_consent(*, user: User, purpose: Purpose) -> None:
    """End a consent, at once. Withdrawing what was never given changes nothing."""
    if Consent.objects.in_force(user, purpose).update(withdrawn_at=timezone.now()):
        transaction.on_commit(
            lambda: consent_withdrawn.send(sender=Consent, user=user, purpose=purpose)
        )


def has_consent(user: User, purpose: Purpose) -> bool:
    return Consent.objects.in_force(user, purpose).exists()
