"""For staff: a session with any face and voice there is, offered to students or not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from avatars.models import Face, Provider, Quality, Voice
from providers.avatar import AvatarProvider, Order
from providers.avatar import Quality as Picture


class OfProvider(forms.Select):
    """Options that say whose they are, so that the page can offer those of one provider."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if hasattr(value, "instance"):
            option["attrs"]["data-provider"] = value.instance.provider
        return option


class TrialForm(forms.Form):
    provider = forms.ChoiceField(label=_("Provider"))
    face = forms.ModelChoiceField(label=_("Face"), queryset=Face.objects.none(), widget=OfProvider)
    voice = forms.ModelChoiceField(
        label=_("Voice"),
        queryset=Voice.objects.none(),
        widget=OfProvider,
        required=False,
        empty_label=_("The face’s own voice"),
    )
    language = forms.CharField(label=_("Language"), max_length=10, initial="en")
    picture = forms.ChoiceField(
        label=_("Picture"),
        choices=[(each.value, Quality(each.value).label) for each in Picture],
        initial=Picture.MEDIUM.value,
    )

    def __init__(self, *args: Any, providers: list[AvatarProvider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [provider.name for provider in providers]
        provider = self.fields["provider"]
        if isinstance(provider, forms.ChoiceField):
            provider.choices = [(name, Provider(name).label) for name in names]
        for name, kind in (("face", Face), ("voice", Voice)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = kind.objects.filter(provider__in=names)

    def clean(self) -> dict[str, Any]:
        """Face and voice belong to a provider."""
        given = super().clean() or {}
        for name in ("face", "voice"):
            chosen = given.get(name)
            if chosen is not None and chosen.provider != given.get("provider"):
                self.add_error(name, _("Choose one of this provider."))
        return given

    def order(self, most_seconds: int) -> Order:
        face, voice = self.cleaned_data["face"], self.cleaned_data["voice"]
        return Order(
            face=face.external_id,
            voice=voice.external_id if voice else face.default_voice,
            language=self.cleaned_data["language"],
            quality=Picture(self.cleaned_data["picture"]),
            most_seconds=most_seconds,
        )
