from django.db import migrations

RULES = [
    {
        "kind": "portal.follow",
        "days": 7,
        "basis_en": "Data minimisation: nobody confirmed that the address is theirs",
        "basis_km": "គោលការណ៍កាត់បន្ថយទិន្នន័យ៖ គ្មាននរណាបានបញ្ជាក់ថាអាសយដ្ឋាននេះជារបស់ខ្លួនទេ",
    },
    {
        "kind": "portal.telling",
        "days": 30,
        "basis_en": "Data minimisation: what somebody was mailed is of no use once it has arrived",
        "basis_km": "គោលការណ៍កាត់បន្ថយទិន្នន័យ៖ កំណត់ត្រានៃអ៊ីមែលដែលបានផ្ញើ លែងមានប្រយោជន៍ក្រោយពេលទទួលបាន",
    },
]


def add_rules(apps, schema_editor):
    for rule in RULES:
        apps.get_model("audit", "RetentionRule").objects.create(**rule, action="delete")


def remove_rules(apps, schema_editor):
    kinds = [rule["kind"] for rule in RULES]
    apps.get_model("audit", "RetentionRule").objects.filter(kind__in=kinds).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_triggers_write_the_news"),
        ("audit", "0004_staff_addresses_are_kept_90_days"),
    ]

    operations = [migrations.RunPython(add_rules, remove_rules)]
