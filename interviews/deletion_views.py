"""A student deletes one interview, recordings and all."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from interviews import tabs
from interviews.models import Interview
from interviews.services import delete_interview


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deletion(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Asks first. An interview that is open in a tab is left alone: an answer may be under way."""
    mine = Interview.objects.owned_by(request.user).with_answered()
    interview = get_object_or_404(mine, pk=pk)
    is_open = tabs.is_held(interview)
    if request.method == "POST" and not is_open:
        delete_interview(interview=interview)
        messages.success(request, _("The interview is deleted, with its recordings."))
        return redirect("history")
    context = {"interview": interview, "is_open": is_open}
    status = 409 if request.method == "POST" else 200
    return render(request, "interviews/deletion.html", context, status=status)
