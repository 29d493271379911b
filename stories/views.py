"""Pages of the story bank. Somebody else's story or answer is not there (404)."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from accounts.models import Preferences, Rung, User
from avatars import ladder
from avatars.wiring import live_name
from interviews.models import Attempt
from stories import services
from stories.drafts import draft_story
from stories.forms import StoryForm, StorySearchForm
from stories.models import Story
from stories.practice import practise_story
from stories.shelf import shelf_context, tellings_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stories(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        return _keep(request)
    search = StorySearchForm(request.GET)
    context = shelf_context(request.user, search, request.GET.get("page"))
    return render(request, "stories/stories.html", context)


def _keep(request: SignedInRequest) -> HttpResponse:
    """An answer that was deleted meanwhile costs nobody their words: the story is kept without."""
    form = StoryForm(request.POST)
    attempt = _find_answer(request.user, request.POST.get("attempt", ""))
    if form.is_valid():
        try:
            story = services.keep_story(owner=request.user, attempt=attempt, **form.cleaned_data)
        except services.TooManyStories:
            form.add_error(None, _too_many())
        else:
            messages.success(request, _("The story is kept."))
            return redirect(story)
    context = {"form": form, "attempt": attempt}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "stories/story_new.html", context, status=status)


def _too_many() -> str:
    most = services.MOST_STORIES
    words = _(
        "You have kept %(most)d stories, and there is room for no more. Delete one that you no "
        "longer need, in another tab, and press the button again."
    )
    return words % {"most": most}


@login_required
@require_safe
def story_new(request: SignedInRequest) -> HttpResponse:
    asked = request.GET.get("attempt", "")
    attempt = _find_answer(request.user, asked)
    if asked and attempt is None:
        raise Http404
    initial = draft_story(attempt) if attempt else {"themes": request.GET.getlist("theme")}
    kept = Story.objects.owned_by(request.user).filter(attempt=attempt) if attempt else ()
    context = {"form": StoryForm(initial=initial), "attempt": attempt, "kept": kept}
    return render(request, "stories/story_new.html", context)


def _find_answer(user: User, pk: str) -> Attempt | None:
    """A submitted answer of the user's own."""
    mine = Attempt.objects.filter(turn__interview__owner=user, submitted_at__isnull=False)
    try:
        return mine.select_related("turn__interview").filter(pk=pk).first()
    except ValidationError:  # no UUID
        return None


@login_required
@require_safe
def story(request: SignedInRequest, pk: UUID) -> HttpResponse:
    mine = Story.objects.owned_by(request.user).with_tellings()
    found = get_object_or_404(mine.select_related("attempt__turn__interview"), pk=pk)
    context = {"story": found, "tellings": tellings_of(found)}
    return render(request, "stories/story.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def story_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Story.objects.owned_by(request.user), pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = StoryForm(posted, initial=model_to_dict(found))
    if form.is_valid():
        services.change_story(story=found, **form.cleaned_data)
        messages.success(request, _("Your changes are saved."))
        return redirect(found)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "stories/story_edit.html", {"form": form, "story": found}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def story_deletion(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Story.objects.owned_by(request.user), pk=pk)
    if request.method == "POST":
        services.delete_story(story=found)
        messages.success(request, _("The story is deleted."))
        return redirect("stories")
    return render(request, "stories/story_deletion.html", {"story": found})


@login_required
@require_POST
def story_practice(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Story.objects.owned_by(request.user), pk=pk)
    preferred = Rung(Preferences.objects.of(request.user).rung)
    rung = ladder.nearest(preferred, live=bool(live_name()))
    return redirect("room", practise_story(story=found, rung=rung).pk)
