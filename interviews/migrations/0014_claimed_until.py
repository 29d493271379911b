from django.db import migrations, models


class Migration(migrations.Migration):
    """What was claimed before has lapsed: claims of a stopped site are nobody's."""

    dependencies = [("interviews", "0013_withheld")]

    operations = [
        migrations.RenameField("attempt", "claimed_at", "claimed_until"),
        migrations.AlterField(
            model_name="attempt",
            name="claimed_until",
            field=models.DateTimeField(
                blank=True,
                help_text="a coach is at it, and has until then: assessing.py",
                null=True,
            ),
        ),
    ]
