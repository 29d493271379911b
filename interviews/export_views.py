"""One report for elsewhere: as text, as data, and its recordings. Unfinished ones too."""

from uuid import UUID

from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from interviews.exporting import interview_data, recordings
from interviews.models import Interview
from interviews.report_text import report_text
from interviews.reports import Report
from interviews.zips import zip_response


@login_required
@require_safe
def as_text(request: SignedInRequest, pk: UUID) -> HttpResponse:
    interview = _mine(request, pk)
    text = report_text(Report.of(interview))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    return _named(response, interview, "txt")


@login_required
@require_safe
def as_json(request: SignedInRequest, pk: UUID) -> HttpResponse:
    interview = _mine(request, pk)
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(interview_data(interview), json_dumps_params=options)
    return _named(response, interview, "json")


@login_required
@require_safe
@rate_limit(action="download")  # type: ignore[untyped-decorator]
def as_recordings(request: SignedInRequest, pk: UUID) -> HttpResponseBase:
    interview = _mine(request, pk)
    found = list(recordings(interview))
    if not found:
        raise Http404("This interview has no recordings.")
    return zip_response(found, name=f"{base_name(interview)}-recordings.zip")


def base_name(interview: Interview) -> str:
    """For files: the day and the bank, in plain letters."""
    return f"{interview.created_at:%Y-%m-%d}-{slugify(interview.bank_title) or 'interview'}"


def _mine(request: SignedInRequest, pk: UUID) -> Interview:
    return get_object_or_404(Interview.objects.owned_by(request.user), pk=pk)


def _named(response: HttpResponse, interview: Interview, ending: str) -> HttpResponse:
    name = f"{base_name(interview)}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
