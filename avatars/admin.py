"""Interviewers, the catalogue and the live connections in Django's admin."""

from datetime import timedelta
from typing import Any

from asgiref.sync import async_to_sync
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from avatars import figures, wiring
from avatars.catalogue import refresh
from avatars.characters import CHARACTERS
from avatars.models import Clip, Connection, Face, Persona, Provider, Speech, Voice, VoiceProvider
from providers.errors import ProviderError

REFRESH_WITHIN = 20.0  # seconds for pictures; a person waits, and the next refresh copies the rest
SPANS = (7, 30, 90)  # days
LIVE = (Provider.LIVEAVATAR, Provider.HEYGEN_STREAMING)
BELOW_LIVE = (VoiceProvider.AURA, VoiceProvider.BROWSER)


class PersonaForm(forms.ModelForm):
    class Meta:
        model = Persona
        fields = "__all__"  # noqa: DJ007  the admin decides which are shown
        widgets = {
            "thinking_phrases": forms.Textarea(attrs={"rows": 4, "cols": 60}),
            "opening_words": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "closing_words": forms.Textarea(attrs={"rows": 2, "cols": 60}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "live_face": Face.objects.on_offer().filter(provider__in=LIVE),
            "live_voice": Voice.objects.on_offer().filter(provider__in=LIVE),
            "voice": Voice.objects.on_offer().filter(provider__in=BELOW_LIVE),
        }
        for name, queryset in offered.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                chosen = queryset.model.objects.filter(pk=getattr(self.instance, f"{name}_id"))
                field.queryset = queryset | chosen


@admin.register(Persona)
class PersonaAdmin(admin.ModelAdmin):
    form = PersonaForm
    list_display = ("name", "character", "live_face", "language", "position", "is_active")
    list_filter = ("is_active", "language")
    list_select_related = ("live_face",)
    search_fields = ("name", "slug", "tone")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "slug", "position", "is_active")}),
        (_("How they look"), {"fields": ("character", "live_face")}),
        (_("How they sound"), {"fields": ("live_voice", "voice", "language", "tone")}),
        (_("Filmed beforehand"), {"fields": ("clip_face", "clip_voice")}),
        (_("What they say"), {"fields": ("opening_words", "thinking_phrases", "closing_words")}),
    )

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "character":
            kwargs["widget"] = forms.Select(choices=[(each.slug, each.name) for each in CHARACTERS])
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.action(description=_("Offer to students"), permissions=["change"])
def offer(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> None:
    _say_changed(request, queryset.update(is_offered=True))


@admin.action(description=_("No longer offer to students"), permissions=["change"])
def withhold(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> None:
    _say_changed(request, queryset.update(is_offered=False))


def _say_changed(request: HttpRequest, count: int) -> None:
    messages.success(request, ngettext("%d changed.", "%d changed.", count) % count)


class CatalogueAdmin(admin.ModelAdmin):
    """What the vendor says cannot be edited; whether it is offered can."""

    change_list_template = "admin/avatars/catalogue_list.html"
    list_filter = ("provider", "is_offered", "is_gone", "gender")
    search_fields = ("name", "external_id")
    actions = (offer, withhold)
    ordering = ("is_gone", "provider", "name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return tuple(field.name for field in self.opts.fields if field.name != "is_offered")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        name = f"avatars_{self.opts.model_name}_refresh"
        view = self.admin_site.admin_view(require_POST(self.refresh))
        return [path("refresh/", view, name=name), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_refresh = wiring.has_live() and self.has_change_permission(request)
        context = {"may_refresh": may_refresh, **(extra_context or {})}
        return super().changelist_view(request, context)

    def refresh(self, request: HttpRequest) -> HttpResponse:
        """Ask the vendor what it has now; for both faces and voices."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        for provider in wiring.providers():
            try:
                done = async_to_sync(refresh)(
                    provider, wiring.downloads(provider), within=REFRESH_WITHIN
                )
            except ProviderError as failure:
                said = gettext("The catalogue stays as it was: %(failure)s.")
                messages.error(request, said % {"failure": failure})
            else:
                said = gettext("%(faces)d faces and %(voices)d voices are in the catalogue.")
                messages.success(request, said % {"faces": done.faces, "voices": done.voices})
        return HttpResponseRedirect(
            reverse(f"admin:avatars_{self.opts.model_name}_changelist", current_app="admin")
        )


@admin.register(Face)
class FaceAdmin(CatalogueAdmin):
    list_display = ("name", "provider", "kind", "gender", "is_offered", "is_gone", "refreshed_at")


@admin.register(Voice)
class VoiceAdmin(CatalogueAdmin):
    list_display = (
        "name",
        "provider",
        "language",
        "gender",
        "is_offered",
        "is_gone",
        "refreshed_at",
    )


class ReadOnly:
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SpeechInline(ReadOnly, admin.TabularInline):
    model = Speech
    fields = ("asked_at", "start_delay_ms", "seconds", "was_interrupted")
    extra = 0


@admin.register(Connection)
class ConnectionAdmin(ReadOnly, admin.ModelAdmin):
    change_list_template = "admin/avatars/connection_list.html"
    list_display = (
        "opened_at",
        "user",
        "provider",
        "try_number",
        "time_to_ready_ms",
        "speeches_count",
        "seconds",
        "why",
        "trouble",
    )
    list_filter = ("provider", "why", "trouble", "is_sandbox")
    list_select_related = ("user",)
    search_fields = ("=id", "=interview", "=session", "user__email")
    date_hierarchy = "opened_at"
    inlines = (SpeechInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Connection]:
        connections: QuerySet[Connection] = super().get_queryset(request)
        return connections.annotate(speeches_count=Count("speeches"))

    @admin.display(description=_("speeches"), ordering="speeches_count")
    def speeches_count(self, connection: Any) -> int:
        return int(connection.speeches_count)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.figures)
        return [path("figures/", view, name="avatars_connection_figures"), *super().get_urls()]

    def figures(self, request: HttpRequest) -> HttpResponse:
        """Success, waiting times, minutes and estimated cost, per day and provider."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.get("days", "")
        days = int(asked) if asked in {str(span) for span in SPANS} else SPANS[1]
        report = figures.since(timezone.now() - timedelta(days=days))
        price = wiring.price_per_minute()
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Figures of live connections"),
            "opts": self.opts,
            "days": days,
            "spans": SPANS,
            "totals": [(each, each.cost(price)) for each in report.totals],
            "by_day": [(each, each.cost(price)) for each in report.days],
            "price": price,
        }
        return TemplateResponse(request, "admin/avatars/figures.html", context)


@admin.register(Clip)
class ClipAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("ordered_at", "kind", "language", "face", "status", "seconds", "price")
    list_filter = ("status", "kind", "language")
    search_fields = ("=video_id", "=face", "=text_sha256")
