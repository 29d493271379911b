from django.db import migrations

FIELDS = (
    "slug",
    "text",
    "competency",
    "difficulty",
    "role",
    "guidance",
    "follow_ups",
    "time_limit",
)


def publish(apps, schema_editor):
    """What was offered stays on offer, as version 1; what was put away is retired."""
    QuestionBank = apps.get_model("interviews", "QuestionBank")
    for bank in QuestionBank.objects.all():
        questions = bank.questions.filter(is_active=True).order_by("position", "pk")
        if questions:
            _first_version(apps, bank, questions)
        if questions or not bank.is_active:
            bank.status = "published" if bank.is_active else "retired"
        bank.save(update_fields=["status", "published"])


def _first_version(apps, bank, questions):
    BankVersion = apps.get_model("interviews", "BankVersion")
    PublishedQuestion = apps.get_model("interviews", "PublishedQuestion")
    bank.published = BankVersion.objects.create(
        bank=bank,
        number=1,
        title=bank.title,
        description=bank.description,
        language=bank.language,
        languages=[bank.language],
        size=len(questions),
    )
    PublishedQuestion.objects.bulk_create(
        PublishedQuestion(
            version=bank.published,
            source=question,
            position=position,
            **{name: getattr(question, name) for name in FIELDS},
        )
        for position, question in enumerate(questions, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("interviews", "0008_bank_versions")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
