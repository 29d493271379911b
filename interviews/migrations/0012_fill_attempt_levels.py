"""Levels of the answers that were read already, into columns of their own."""

from django.db import migrations

PARTS = {"S": "situation", "T": "task", "A": "action", "R": "result"}
AT_ONCE = 500


def fill(apps, schema_editor):
    Attempt = apps.get_model("interviews", "Attempt")
    read = Attempt.objects.filter(assessment__isnull=False, word_count=None)
    batch = []
    for attempt in read.only("pk", "transcript", "assessment").iterator(chunk_size=AT_ONCE):
        _fill(attempt)
        batch.append(attempt)
        if len(batch) == AT_ONCE:
            _keep(Attempt, batch)
            batch = []
    _keep(Attempt, batch)


def _fill(attempt):
    attempt.word_count = len(attempt.transcript.split())
    parts = attempt.assessment.get("parts") if isinstance(attempt.assessment, dict) else None
    for verdict in parts or []:
        level = verdict.get("level")
        if verdict.get("part") in PARTS and isinstance(level, int):
            setattr(attempt, PARTS[verdict["part"]], level)


def _keep(Attempt, batch):
    Attempt.objects.bulk_update(batch, ["word_count", *PARTS.values()])


class Migration(migrations.Migration):
    dependencies = [("interviews", "0011_attempt_levels")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
