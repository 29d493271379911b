"""One interviewer for each illustrated character. Editing or deleting them is the operator's."""

from django.db import migrations

PERSONAS = (
    (
        "ruth",
        "Ruth",
        "warm and unhurried",
        (
            "Let me think about that for a moment.",
            "Thank you. Give me a second.",
            "I am just going over what you said.",
        ),
    ),
    (
        "amara",
        "Amara",
        "lively and encouraging",
        (
            "Good, let me take that in.",
            "One moment, I am making a note.",
            "Thank you, I am with you in a second.",
        ),
    ),
    (
        "tomasz",
        "Tomasz",
        "calm and to the point",
        ("One moment, please.", "I am noting that down.", "Let me look at my notes."),
    ),
    (
        "kenji",
        "Kenji",
        "quiet and precise",
        (
            "Thank you. I am considering your answer.",
            "Just a moment.",
            "Let me put my thoughts in order.",
        ),
    ),
    (
        "leila",
        "Leila",
        "friendly and curious",
        (
            "That is interesting. Let me think.",
            "Give me a moment with that.",
            "Thank you, bear with me for a second.",
        ),
    ),
)
OPENING = "Hello, good to meet you. Take your time; I have a few questions for you."
CLOSING = "Thank you for talking to me. That was my last question."


def add(apps, schema_editor):
    persona = apps.get_model("avatars", "Persona")
    for position, (slug, name, tone, phrases) in enumerate(PERSONAS, start=1):
        persona.objects.get_or_create(
            slug=slug,
            defaults={
                "name": name,
                "character": slug,
                "tone": tone,
                "thinking_phrases": "\n".join(phrases),
                "opening_words": OPENING,
                "closing_words": CLOSING,
                "position": position,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("avatars", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
