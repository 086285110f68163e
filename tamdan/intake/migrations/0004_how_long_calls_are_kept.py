from django.db import migrations

RULE = {
    "kind": "intake.call",
    "days": 30,
    "basis_en": "Data minimisation: who was called back, and when, is of no use once the call is over",
    "basis_km": "គោលការណ៍កាត់បន្ថយទិន្នន័យ៖ កំណត់ត្រានៃការហៅទៅវិញ លែងមានប្រយោជន៍ក្រោយពេលការហៅបញ្ចប់",
    "action": "delete",
}


def add_rule(apps, schema_editor):
    apps.get_model("audit", "RetentionRule").objects.create(**RULE)


def remove_rule(apps, schema_editor):
    apps.get_model("audit", "RetentionRule").objects.filter(kind=RULE["kind"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_calls_and_recorded_prompts"),
        ("audit", "0004_staff_addresses_are_kept_90_days"),
    ]

    operations = [migrations.RunPython(add_rule, remove_rule)]
