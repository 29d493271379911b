from django.db import migrations

BANKS = ("add", "change", "delete", "view")
GROUPS = {
    "Bank editors": [
        ("interviews", model, f"{action}_{model}")
        for model in ("questionbank", "question")
        for action in BANKS
    ],
    "Staff": [
        ("accounts", "user", "view_use"),
        ("interviews", "questionbank", "view_questionbank"),
        ("interviews", "question", "view_question"),
    ],
}


def make(apps, schema_editor):
    """Django makes permissions only after all migrations, so those that are missing are made here."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    for name, wanted in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for app, model, codename in wanted:
            kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
            permission, _ = Permission.objects.get_or_create(
                content_type=kind,
                codename=codename,
                defaults={"name": NAMES.get(codename, f"Can {codename.replace('_', ' ')}")},
            )
            group.permissions.add(permission)


NAMES = {
    "view_use": "Can see how the site is used and what it costs",
    **{f"{action}_questionbank": f"Can {action} question bank" for action in BANKS},
}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_deletion"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("interviews", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "permissions": (("view_use", "Can see how the site is used and what it costs"),),
            },
        ),
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
