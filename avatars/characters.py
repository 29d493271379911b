"""The illustrated interviewers: drawn in templates, so they are code and not rows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Character:
    slug: str
    name: str
    description: str
    template: str


CHARACTERS: tuple[Character, ...] = tuple(
    Character(slug, name, "", f"avatars/faces/{slug}.html")
    for slug, name in (
        ("ruth", "Ruth"),
        ("amara", "Amara"),
        ("tomasz", "Tomasz"),
        ("kenji", "Kenji"),
        ("leila", "Leila"),
    )
)
