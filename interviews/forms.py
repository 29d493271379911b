from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Rung
from avatars import ladder
from avatars.forms import GONE, offer_live
from avatars.models import Face, InterviewerChoice, Persona, Quality, Voice
from interviews.models import MOST_QUESTIONS, QuestionBank, Timing
from interviews.question_banks import language_choices

USUAL_QUESTIONS = 3
INTERVIEWED = ("persona", "live_face", "live_voice", "quality")


class SetupForm(forms.Form):
    """The three choices before an interview; who asks, and how real they are."""

    bank = forms.ModelChoiceField(
        label=_("Which questions?"),
        queryset=QuestionBank.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose a question bank."),
            "invalid_choice": _("That question bank is no longer offered. Choose another."),
        },
    )
    language = forms.ChoiceField(
        label=_("In which language?"), choices=language_choices, required=False
    )
    questions = forms.IntegerField(
        label=_("How many questions?"),
        min_value=1,
        max_value=MOST_QUESTIONS,
        initial=USUAL_QUESTIONS,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Choose how many questions, from 1 to 10."),
        ),
    )
    timing = forms.ChoiceField(
        label=_("When should feedback come?"),
        choices=Timing.choices,
        initial=Timing.EACH,
        widget=forms.RadioSelect,
    )
    rung = forms.ChoiceField(
        label=_("How real should the interviewer be?"), widget=forms.RadioSelect
    )

    persona = forms.ModelChoiceField(
        label=_("Who interviews you?"),
        queryset=Persona.objects.on_offer(),
        widget=forms.RadioSelect,
        empty_label=None,
        required=False,
        error_messages=GONE,
    )
    live_face = forms.ModelChoiceField(
        label=_("Face"),
        queryset=Face.objects.none(),
        required=False,
        empty_label=_("Whoever fits"),
        error_messages=GONE,
    )
    live_voice = forms.ModelChoiceField(
        label=_("Voice"),
        queryset=Voice.objects.none(),
        required=False,
        empty_label=_("The face’s own voice"),
        error_messages=GONE,
    )
    quality = forms.ChoiceField(label=_("Picture"), choices=Quality.choices, required=False)

    def __init__(
        self,
        *args: Any,
        preferred: Rung,
        choice: InterviewerChoice,
        provider: str = "",
        **kwargs: Any,
    ) -> None:
        """What the student prefers is chosen already; `provider` is the live one's name."""
        super().__init__(*args, **kwargs)
        live = bool(provider)
        bank = self.fields["bank"]
        if isinstance(bank, forms.ModelChoiceField):
            # named, because Django drops a model's own order where it counts
            bank.queryset = QuestionBank.objects.on_offer()
            bank.initial = bank.queryset.first()
            self._offer_languages(list(bank.queryset))
        rung = self.fields["rung"]
        if isinstance(rung, forms.ChoiceField):
            rung.choices = [(each.value, each.label) for each in ladder.on_offer(live=live)]
            rung.initial = ladder.nearest(preferred, live=live)

        self._offer_interviewers(choice, provider)

    def _offer_languages(self, banks: list[QuestionBank]) -> None:
        """Where a bank can be held in another language than its own; otherwise nobody is asked."""
        offered = {code for bank in banks if bank.published for code in bank.published.languages}
        language = self.fields["language"]
        if all(bank.published is None or len(bank.published.languages) < 2 for bank in banks):
            del self.fields["language"]
        elif isinstance(language, forms.ChoiceField):
            known = [each for each in language_choices() if each[0] in offered]
            language.choices = [("", _("The language of the questions")), *known]

    def _offer_interviewers(self, choice: InterviewerChoice, provider: str) -> None:
        self.fields["persona"].initial = choice.persona or Persona.objects.on_offer().first()
        for name in ("live_face", "live_voice", "quality"):
            self.fields[name].initial = getattr(choice, name)
        offer_live(self.fields, provider=provider)

    def clean(self) -> dict[str, Any]:
        """What was not asked stays as the student has chosen once for all."""
        given = super().clean() or {}
        self._check_language(given.get("bank"), given.get("language", ""))
        return {name: given[name] for name in given if self._was_asked(name, given[name])}

    def _check_language(self, bank: QuestionBank | None, language: str) -> None:
        if bank is None or bank.published is None or not language:
            return
        if language not in bank.published.languages:
            said = _("These questions are not translated into that language. Choose another.")
            self.add_error("language", said)

    def _was_asked(self, name: str, value: Any) -> bool:
        """Nobody in particular may be chosen for live video, and only there."""
        if name not in INTERVIEWED:
            return True
        return name in self.data and bool(value or name.startswith("live_"))

    def clean_timing(self) -> Timing:
        return Timing(self.cleaned_data["timing"])

    def clean_rung(self) -> Rung:
        return Rung(self.cleaned_data["rung"])
