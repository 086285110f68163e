from django.db import migrations


def add_rule(apps, schema_editor):
    apps.get_model("audit", "RetentionRule").objects.create(
        kind="audit.eventaddress",
        days=90,
        basis_en="Data minimisation: the address serves only to look into misuse",
        basis_km="គោលការណ៍កាត់បន្ថយទិន្នន័យ៖ អាសយដ្ឋាននេះប្រើតែសម្រាប់ពិនិត្យការប្រើប្រាស់ខុសប៉ុណ្ណោះ",
        action="delete",
    )


def remove_rule(apps, schema_editor):
    apps.get_model("audit", "RetentionRule").objects.filter(kind="audit.eventaddress").delete()


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_erasure_by_function")]

    operations = [migrations.RunPython(add_rule, remove_rule)]
