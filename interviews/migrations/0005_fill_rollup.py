"""Rolls up the interviews there are already."""

from typing import Any

from django.db import migrations

from interviews.rollup import ROW, columns


def fill(apps: Any, schema_editor: Any) -> None:
    interviews = apps.get_model("interviews", "Interview").objects
    attempts = apps.get_model("interviews", "Attempt").objects.filter(
        turn__probe=0, submitted_at__isnull=False
    )
    for pk in interviews.values_list("pk", flat=True):
        rows = attempts.filter(turn__interview=pk).values_list(*ROW)
        interviews.filter(pk=pk).update(**columns(rows))


class Migration(migrations.Migration):
    dependencies = [("interviews", "0004_report_and_rollup")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
