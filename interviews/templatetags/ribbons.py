"""The segments of a STAR ribbon. Made here, because a report draws dozens of ribbons."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from interviews.coach.rubric import LOWEST, Assessment, Part

register = template.Library()

BEFORE = (Part.SITUATION, Part.TASK)  # where a missing part has its gap: first, or last


@register.simple_tag
def ribbon_segments(assessment: Assessment) -> SafeString:
    """A list item for each sentence, and for each part that was not heard at all."""
    missing = [each.part for each in assessment.parts if each.level == LOWEST and not each.quote]
    before = _gaps([part for part in missing if part in BEFORE])
    after = _gaps([part for part in missing if part not in BEFORE])
    told = format_html_join(
        "\n",
        '<li data-part="{}" data-words="{}"><span class="segment">{}</span></li>',
        (
            (_letter(each.part, "none").lower(), len(each.text.split()), _letter(each.part, "–"))
            for each in assessment.sentences
        ),
    )
    return before + told + after


def _gaps(parts: Sequence[Part]) -> SafeString:
    return format_html_join(
        "\n",
        '<li class="gap" data-part="{}"><span class="segment-gap">{}</span></li>',
        ((part.value.lower(), part.value) for part in parts),
    )


def _letter(part: Part | None, otherwise: str) -> str:
    return part.value if part else otherwise
