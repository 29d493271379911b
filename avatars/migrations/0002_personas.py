"""One interviewer for each illustrated character. Editing or deleting them is the operator's."""

from django.db import migrations

PERSONAS = (
    (
        "ruth",
        "aura-2-thalia-en",
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
        "aura-2-helena-en",
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
        "aura-2-orion-en",
        "Tomasz",
        "calm and to the point",
        ("One moment, please.", "I am noting that down.", "Let me look at my notes."),
    ),
    (
        "kenji",
        "aura-2-apollo-en",
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
        "aura-2-luna-en",
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
VOICES = {
    "aura-2-thalia-en": ("Thalia", "female"),
    "aura-2-helena-en": ("Helena", "female"),
    "aura-2-orion-en": ("Orion", "male"),
    "aura-2-apollo-en": ("Apollo", "male"),
    "aura-2-luna-en": ("Luna", "female"),
}


def add(apps, schema_editor):
    persona = apps.get_model("avatars", "Persona")
    voices = {
        external_id: apps.get_model("avatars", "Voice").objects.get_or_create(
            provider="aura",
            external_id=external_id,
            defaults={"name": name, "gender": gender, "language": "en"},
        )[0]
        for external_id, (name, gender) in VOICES.items()
    }
    for position, (slug, voice, name, tone, phrases) in enumerate(PERSONAS, start=1):
        persona.objects.get_or_create(
            slug=slug,
            defaults={
                "name": name,
                "character": slug,
                "voice": voices[voice],
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
