"""Sharing a report, and reading one that was shared."""

from uuid import UUID

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from interviews.models import Attempt, Interview
from interviews.recording_files import serve_recording
from sharing.forms import ShareForm
from sharing.models import ShareLink
from sharing.reading import shared_context
from sharing.services import MOST_LINKS, TooManyLinks, count_view, create_link, revoke_link


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="share")  # type: ignore[untyped-decorator]
def share(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The links to a report, and a new one. Its address is shown on this page, this once."""
    mine = Interview.objects.owned_by(request.user).finished()
    interview = get_object_or_404(mine, pk=pk)
    form = ShareForm(request.POST if request.method == "POST" else None)
    address = ""
    if form.is_valid():
        try:
            _link, token = create_link(interview=interview, **form.cleaned_data)
        except TooManyLinks:
            form.add_error(None, _too_many())
        else:
            address = request.build_absolute_uri(reverse("shared_report", args=[token]))
            form = ShareForm()
    context = {"interview": interview, "form": form, "address": address}
    context["links"] = interview.share_links.all()
    recorded = Attempt.objects.filter(turn__interview=interview).exclude(recording="")
    context["has_recordings"] = recorded.exists()
    return render(request, "sharing/share.html", context, status=422 if form.errors else 200)


def _too_many() -> str:
    return _("%(most)d links to this report are open. End one of them first.") % {
        "most": MOST_LINKS
    }


@login_required
@require_POST
def revoke(request: SignedInRequest, pk: UUID, link: UUID) -> HttpResponse:
    found = get_object_or_404(ShareLink.objects.owned_by(request.user), interview=pk, pk=link)
    revoke_link(link=found)
    messages.success(request, _("The link is ended. It opens nothing any more."))
    return redirect("share", pk)


@require_safe
@rate_limit(action="shared")  # type: ignore[untyped-decorator]
def shared_report(request: HttpRequest, token: str) -> HttpResponse:
    link = ShareLink.objects.opened_by(token).select_related("interview__owner").first()
    if link is None:
        return _unlisted(render(request, "sharing/ended.html", status=404))
    count_view(link=link)
    context = shared_context(link, token)
    return _unlisted(render(request, "interviews/report.html", context))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """For no search engine, and no other site learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def shared_recording(request: HttpRequest, token: str, attempt: UUID) -> HttpResponseBase:
    link = ShareLink.objects.opened_by(token).filter(with_recordings=True).first()
    if link is None:
        raise Http404
    answers = Attempt.objects.filter(turn__interview=link.interview_id)
    return serve_recording(request, get_object_or_404(answers, pk=attempt))
