"""Questions from a spreadsheet and back: upload, look over, import; template and export."""

from http import HTTPStatus

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from accounts.roles import allowed_to, may_edit_banks
from interviews.importing import Imported, import_questions
from interviews.models import QuestionBank
from interviews.question_export import KINDS, as_file, export_questions
from interviews.question_export import template as empty_table
from interviews.question_files import COLUMNS, NEEDED, UnreadableFile, check_size, read_questions
from staff.models import QuestionFile

SHOWN = 200  # changes that the preview lists; the rest are counted


@allowed_to(may_edit_banks)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            _keep(request)
        except UnreadableFile as reason:
            problem = str(reason)
        else:
            return redirect("staff_import_preview")
    context = {"problem": problem, "columns": COLUMNS, "needed": NEEDED}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "staff/import.html", context, status=status)


def _keep(request: SignedInRequest) -> None:
    """The file, for the preview. Raises UnreadableFile."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.name:
        raise UnreadableFile(_("Choose a file first."))
    check_size(file.size or 0)
    content = file.read()
    read_questions(content, name=file.name)
    kept = {"name": file.name[-200:], "content": content, "uploaded_at": timezone.now()}
    QuestionFile.objects.update_or_create(owner=request.user, defaults=kept)


@allowed_to(may_edit_banks)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedInRequest) -> HttpResponse:
    """What the file would do; posted, it is done."""
    file = QuestionFile.objects.filter(owner=request.user).first()
    if file is None:
        return redirect("staff_import")
    wanted = request.method == "POST"
    done = import_questions(read_questions(bytes(file.content), name=file.name), dry_run=not wanted)
    if wanted and not done.problems:
        file.delete()
        _tell(request, done)
        return redirect("staff_banks")
    more = max(0, len(done.changes) - SHOWN)
    context = {"file": file, "import": done, "shown": done.changes[:SHOWN], "more": more}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if done.problems else HTTPStatus.OK
    return render(request, "staff/import_preview.html", context, status=status)


def _tell(request: SignedInRequest, done: Imported) -> None:
    said = _("Imported: %(new)d new, %(changed)d changed, %(unchanged)d unchanged.")
    counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged}
    messages.success(request, said % counts)
    if done.changes:
        messages.info(request, _("Students are asked the changes once you publish the banks."))


@allowed_to(may_edit_banks)
@require_safe
def template(request: SignedInRequest, kind: str) -> HttpResponse:
    return _download(empty_table(), kind, "questions-template")


@allowed_to(may_edit_banks)
@require_safe
def export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Of all banks, or of the one that `?bank=` names."""
    slug = request.GET.get("bank")
    if slug is not None:
        slug = get_object_or_404(QuestionBank, slug=slug.replace("\0", "")).slug
    return _download(export_questions(slug), kind, slug or "questions")


def _download(rows: list[list[str]], kind: str, name: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    disposition = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(as_file(rows, kind=kind), content_type=KINDS[kind], headers=disposition)
