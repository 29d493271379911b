"""What can be heard of an answer: `{% receipt attempt quote %}`, `{% recording_url attempt %}`."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from interviews.models import Attempt
from interviews.words import seconds_of

register = template.Library()


@register.inclusion_tag("interviews/_receipt.html")
def receipt(attempt: Attempt | str | None, quote: str) -> dict[str, Any]:
    """The quote, and a button that plays it from the second it was said, where that is known.

    While a coach still reads there is no attempt (a template has "" for it).
    """
    seconds = None
    if isinstance(attempt, Attempt) and attempt.can_replay:
        seconds = seconds_of(quote, attempt.shown_words)
    start, end = seconds or (None, None)
    return {"attempt": attempt, "quote": quote, "start": start, "end": end}


@register.simple_tag(takes_context=True)
def recording_url(context: Context, attempt: Attempt) -> str:
    """Where the recording is: for its owner, or wherever a shared report says."""
    if address := context.get("recording_address"):
        return str(address(attempt))
    return reverse("recording", args=[context["interview"].pk, attempt.pk])
