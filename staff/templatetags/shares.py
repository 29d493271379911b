"""Shares as people read them."""

from django import template

register = template.Library()


@register.filter
def percent(share: float | None) -> str:
    """`0.42` as "40 %"; nothing as a dash."""
    return "–" if share is None else f"{round(share * 100)}\N{NO-BREAK SPACE}%"


@register.filter
def whole(figure: float | None) -> str:
    """`40.0` as "40"; nothing as a dash."""
    return "–" if figure is None else f"{figure:.0f}"


@register.filter
def signed(levels: float | None) -> str:
    """`0.42` as "+0.4"; nothing as a dash."""
    return "–" if levels is None else f"{levels:+.1f}"
