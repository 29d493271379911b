"""What a person can do with their own data: take all of it along, and have all of it deleted."""

from allauth.account.decorators import reauthentication_required
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from account_data import mails
from account_data.collecting import entries
from account_data.deletion import FilesLeft, delete_account, keep_account, request_deletion
from account_data.forms import DeletionForm
from account_data.wiring import deletion_days
from accounts.http import SignedInRequest
from interviews.live.wiring import partial_recordings, retention_days
from interviews.zips import zip_response


@login_required
@require_safe
def data(request: SignedInRequest) -> HttpResponse:
    context = {"retention_days": retention_days(), "days": deletion_days()}
    return render(request, "account_data/data.html", context)


@login_required
@require_POST
@rate_limit(action="download")  # type: ignore[untyped-decorator]
def download(request: SignedInRequest) -> HttpResponseBase:
    name = f"greenroom-{timezone.now():%Y-%m-%d}.zip"
    return zip_response(entries(request.user), name=name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def deletion(request: SignedInRequest) -> HttpResponse:
    """Asked for, and carried out when the time to think is over; for guests at once."""
    form = DeletionForm(request.POST if request.method == "POST" else None)
    days = 0 if request.user.is_guest else deletion_days()
    if form.is_valid():
        return _delete_later(request, days) if days else _delete_now(request)
    context = {"form": form, "days": days, "interviews": request.user.interviews.count()}
    status = 422 if form.errors else 200
    return render(request, "account_data/deletion.html", context, status=status)


def _delete_later(request: SignedInRequest, days: int) -> HttpResponse:
    request_deletion(user=request.user, days=days)
    mails.tell_requested(request.user, address=request.build_absolute_uri(reverse("data")))
    return redirect("data")


def _delete_now(request: SignedInRequest) -> HttpResponse:
    user = request.user
    request_deletion(user=user, days=0)  # should it stop half-way, `delete_accounts` goes on
    try:
        delete_account(user=user, partial_recordings=partial_recordings())
    except FilesLeft:
        messages.warning(request, _("Some recordings could not be deleted yet. We try again."))
        return redirect("data")
    logout(request)
    messages.success(request, _("Your account and everything in it is deleted."))
    return redirect("home")


@login_required
@require_POST
def keep(request: SignedInRequest) -> HttpResponse:
    if request.user.deletion_due_at is not None:
        keep_account(user=request.user)
        mails.tell_kept(request.user)
        messages.success(request, _("Your account is kept. Nothing was deleted."))
    return redirect("data")
