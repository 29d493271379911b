"""Who changed what: for administrators, and only to read."""

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import allowed_to, may_run_site

CHANGES_PER_PAGE = 50


@allowed_to(may_run_site)
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    entries = LogEntry.objects.select_related("content_type", "actor")
    kinds = ContentType.objects.filter(pk__in=LogEntry.objects.values("content_type")).distinct()
    chosen = next((each for each in kinds if each.model == request.GET.get("kind")), None)
    if chosen:
        entries = entries.filter(content_type=chosen)
    page = Paginator(entries, CHANGES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "kinds": kinds, "kind": chosen}
    return render(request, "staff/changes.html", context)
