from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("interviews", "0009_publish_active_banks")]

    operations = [migrations.RemoveField(model_name="questionbank", name="is_active")]
