"""Deliveries tell several alerts from now on, and what somebody wanted by e-mail is one way among others."""

from django.db import migrations


def forwards(apps, schema_editor):
    Delivery, Item = apps.get_model("notify", "Delivery"), apps.get_model("notify", "Item")
    for row in Delivery.objects.select_related("alert").iterator():
        Item.objects.create(delivery=row, alert=row.alert)
        Delivery.objects.filter(pk=row.pk).update(
            workspace=row.alert.workspace_id, person=row.alert.person_id, kind=row.alert.kind, created_at=row.alert.at
        )
    Preference = apps.get_model("notify", "Preference")
    Preference.objects.filter(by_email=True).update(ways={"email": "always"})
    Preference.objects.filter(by_email=False).update(ways={"email": "never"})


def backwards(apps, schema_editor):
    Item = apps.get_model("notify", "Item")
    for item in Item.objects.select_related("delivery").iterator():
        type(item.delivery).objects.filter(pk=item.delivery_id).update(alert=item.alert_id)
    Preference = apps.get_model("notify", "Preference")
    for row in Preference.objects.iterator():
        Preference.objects.filter(pk=row.pk).update(by_email=row.ways.get("email") == "always")


class Migration(migrations.Migration):

    dependencies = [("notify", "0002_ways")]

    operations = [migrations.RunPython(forwards, backwards, elidable=True)]
