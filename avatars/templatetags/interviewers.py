"""What templates ask about an interviewer."""

from django import template

from avatars import characters, hello
from avatars.characters import Character
from avatars.models import Persona

register = template.Library()


@register.filter
def character(persona: Persona) -> Character:
    return characters.find(persona.character)


@register.filter
def greeting(persona: Persona) -> str:
    """What they say to let their voice be heard."""
    return hello.greeting(persona)
