"""Question banks in Django's admin. Interviews are not here: answers are the student's alone."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from interviews import publishing
from interviews.models import Question, QuestionBank, QuestionTranslation

LONGEST_KEY = 10  # digits
MOST_IN_A_FORM = 80  # questions of a bank, with their fields far from a thousand


class LinesField(forms.CharField):
    """A list of strings, edited one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").replace("\0", "")  # PostgreSQL keeps none in JSON
        return [line.strip() for line in text.splitlines() if line.strip()]


class QuestionForm(forms.ModelForm):
    follow_ups = LinesField(
        label=_("Suggested follow-ups"),
        required=False,
        help_text=Question._meta.get_field("follow_ups").help_text,
    )

    class Meta:
        model = Question
        fields = "__all__"  # noqa: DJ007  the admin decides which are shown


@admin.action(description=_("Ask these questions again"), permissions=["change"])
def activate(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Question]) -> None:
    _set_active(request, queryset, is_active=True)


@admin.action(description=_("No longer ask these questions"), permissions=["change"])
def deactivate(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Question]) -> None:
    _set_active(request, queryset, is_active=False)


def _set_active(request: HttpRequest, questions: QuerySet[Question], *, is_active: bool) -> None:
    """One by one, so that each change is on record."""
    differing = list(questions.exclude(is_active=is_active))
    for question in differing:
        question.is_active = is_active
        question.save(update_fields=["is_active"])
    count = len(differing)
    messages.success(request, ngettext("%d changed.", "%d changed.", count) % count)


@admin.action(description=_("Publish"), permissions=["change"])
def publish(modeladmin: Any, request: HttpRequest, queryset: QuerySet[QuestionBank]) -> None:
    for bank in queryset:
        try:
            version = publishing.publish(bank=bank, by=cast(User, request.user))
        except publishing.NothingToPublish as reason:
            messages.warning(request, f"{bank}: {reason}")
        else:
            messages.success(request, gettext("Published: %s") % version)


@admin.action(description=_("Retire: no longer offer to students"), permissions=["change"])
def retire(modeladmin: Any, request: HttpRequest, queryset: QuerySet[QuestionBank]) -> None:
    for bank in queryset:
        publishing.retire(bank=bank)
        messages.success(request, gettext("Retired: %s") % bank)


class NamedFields:
    """Tells assistive technology what each field is: Django's tables draw them without labels."""

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(*args, **kwargs)  # type: ignore[misc]
        if field is not None:
            field.widget.attrs["aria-label"] = field.label
        return field


class QuestionInline(NamedFields, admin.StackedInline):
    """The questions of a bank in their order. Everything else is on a question's own page."""

    model = Question
    fields = ("text", "slug", ("competency", "difficulty"), ("position", "is_active"))
    prepopulated_fields = {"slug": ("text",)}
    extra = 0
    show_change_link = True

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "text" and field is not None:
            field.widget.attrs.update(rows=2)
        return field


@admin.register(QuestionBank)
class QuestionBankAdmin(NamedFields, admin.ModelAdmin):
    list_display = ("title", "position", "questions_count", "language", "status", "published_link")
    list_editable = ("position",)
    list_filter = ("status", "language")
    search_fields = ("title", "description", "questions__text")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("status", "published_link")
    inlines = (QuestionInline,)
    actions = (publish, retire)
    save_on_top = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionBank]:
        banks: QuerySet[QuestionBank] = super().get_queryset(request)
        return banks.annotate(questions_count=Count("questions", distinct=True))

    def get_inlines(self, request: HttpRequest, obj: QuestionBank | None) -> Any:
        """Of a long bank the questions are edited one by one: Django reads no more fields."""
        is_long = obj is not None and obj.questions.count() > MOST_IN_A_FORM
        return [] if is_long else super().get_inlines(request, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new bank goes behind the last one, so that it is nobody's first choice by chance."""
        initial: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        initial["position"] = _last(QuestionBank.objects.all()) + 1
        return initial

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        """New questions whose position was left at 0 go behind the last one."""
        position = _last(form.instance.questions.all())
        for new in formset.extra_forms:
            if new.has_changed() and not new.instance.position:
                position += 1
                new.instance.position = position
        super().save_formset(request, form, formset, change)

    def response_post_save_add(
        self, request: HttpRequest, obj: QuestionBank
    ) -> HttpResponseRedirect:
        return self.response_post_save_change(request, obj)

    def response_post_save_change(
        self, request: HttpRequest, obj: QuestionBank
    ) -> HttpResponseRedirect:
        """To where it is ordered and published."""
        return redirect("staff_bank", obj.slug)

    @admin.display(description=_("questions"), ordering="questions_count")
    def questions_count(self, bank: Any) -> int:
        return int(bank.questions_count)

    @admin.display(description=_("in the staff area"))
    def published_link(self, bank: QuestionBank) -> str:
        if not bank.pk:
            return gettext("Save first, then publish it there.")
        return _link(reverse("staff_bank", args=[bank.slug]), gettext("Publish, order, versions"))


class TranslationForm(forms.ModelForm):
    follow_ups = LinesField(label=_("Suggested follow-ups"), required=False)

    class Meta:
        model = QuestionTranslation
        fields = ("language", "text", "guidance", "follow_ups")

    def clean_language(self) -> str:
        language: str = self.cleaned_data["language"]
        question = self.instance.question
        if question.bank_id and question.bank.language == language:
            raise forms.ValidationError(_("The bank's own language: write these words above."))
        return language


class TranslationInline(NamedFields, admin.StackedInline):
    """Part of its question: who may look at that or change it may do so with this."""

    model = QuestionTranslation
    form = TranslationForm
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("interviews.view_question")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("interviews.change_question")

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(Question)
class QuestionAdmin(NamedFields, admin.ModelAdmin):
    form = QuestionForm
    list_display = (
        "text",
        "bank",
        "position",
        "competency",
        "difficulty",
        "role",
        "is_active",
        "preview",
    )
    list_editable = ("position", "is_active")
    list_filter = ("bank", "is_active", "competency", "difficulty", "role", "bank__language")
    search_fields = ("text", "guidance", "slug", "role", "bank__title")
    inlines = (TranslationInline,)
    list_select_related = ("bank",)
    prepopulated_fields = {"slug": ("text",)}
    readonly_fields = ("preview",)
    actions = (activate, deactivate)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new question goes behind the last one of its bank."""
        initial: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        bank = str(initial.get("bank", ""))
        number = int(bank) if bank.isdecimal() and len(bank) < LONGEST_KEY else 0
        mine = Question.objects.filter(bank=number)
        initial["position"] = _last(mine) + 1
        return initial

    def response_post_save_add(self, request: HttpRequest, obj: Question) -> HttpResponseRedirect:
        return self.response_post_save_change(request, obj)

    def response_post_save_change(
        self, request: HttpRequest, obj: Question
    ) -> HttpResponseRedirect:
        """To how a student meets it."""
        return redirect("staff_question", obj.bank.slug, obj.slug)

    @admin.display(description=_("preview"))
    def preview(self, question: Question) -> str:
        if not question.pk:
            return gettext("Save first, then look at it as a student will.")
        address = reverse("staff_question", args=[question.bank.slug, question.slug])
        return _link(address, gettext("As a student sees it"))


def _last(rows: QuerySet[Any]) -> int:
    """The last position there is, or 0."""
    return rows.aggregate(last=Max("position"))["last"] or 0


def _link(address: str, words: str) -> str:
    return format_html('<a href="{}">{}</a>', address, words)
