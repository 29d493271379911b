"""Question banks for whoever writes them: what is out, what is not yet, in which order."""

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.roles import allowed_to, may_edit_banks
from interviews import publishing
from interviews.models import QuestionBank
from staff.banks import bank_rows, version_rows
from staff.forms import read_order

VERSIONS_PER_PAGE = 10
QUESTIONS_PER_PAGE = 100  # each has a number field, and Django takes a thousand fields
CHANGES_SHOWN = 20


@allowed_to(may_edit_banks)
@require_safe
def banks(request: HttpRequest) -> HttpResponse:
    return render(request, "staff/banks.html", {"banks": bank_rows()})


@allowed_to(may_edit_banks)
@require_safe
def bank(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(QuestionBank.objects.select_related("published"), slug=slug)
    questions = found.questions.prefetch_related("translations")
    context = {
        "bank": found,
        "page_obj": Paginator(questions, QUESTIONS_PER_PAGE).get_page(request.GET.get("page")),
        "unpublished": publishing.unpublished(found),
        "shown": CHANGES_SHOWN,
    }
    return render(request, "staff/bank.html", context)


@allowed_to(may_edit_banks)
@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(QuestionBank, slug=slug)
    page = Paginator(found.versions.all(), VERSIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "bank": found,
        "page_obj": page,
        "versions": version_rows(found, list(page.object_list)),
        "shown": CHANGES_SHOWN,
    }
    return render(request, "staff/versions.html", context)


@allowed_to(may_edit_banks)
@require_POST
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(QuestionBank, slug=slug)
    try:
        version = publishing.publish(bank=found, by=cast(User, request.user))
    except publishing.NothingToPublish as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(
            request, _("Version %(number)d is on offer now.") % {"number": version.number}
        )
    return redirect("staff_bank", slug)


@allowed_to(may_edit_banks)
@require_POST
def retirement(request: HttpRequest, slug: str) -> HttpResponse:
    publishing.retire(bank=get_object_or_404(QuestionBank, slug=slug))
    messages.success(request, _("The bank is retired. Interviews that have begun go on."))
    return redirect("staff_bank", slug)


@allowed_to(may_edit_banks)
@require_POST
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    made = publishing.copy_bank(bank=get_object_or_404(QuestionBank, slug=slug))
    messages.success(request, _("This is the copy, a draft. Nobody is offered it yet."))
    return redirect("staff_bank", made.slug)


@allowed_to(may_edit_banks)
@require_POST
def order(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(QuestionBank, slug=slug)
    publishing.order_questions(bank=found, order=read_order(request.POST))
    messages.success(request, _("The order is saved. It is not published yet."))
    page = urlencode({"page": request.POST.get("page", "1")})
    return redirect(f"{reverse('staff_bank', args=[slug])}?{page}")
