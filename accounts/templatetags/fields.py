from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def without_placeholder(field: BoundField) -> SafeString:
    """The input alone. django-allauth repeats each label as a placeholder, which hides nothing
    and vanishes while one types."""
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget()
