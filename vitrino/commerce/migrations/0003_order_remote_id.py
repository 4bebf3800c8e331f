from django.db import migrations
from django.db.models import F


def number_is_the_id(apps, schema_editor):
    """Until now an order had only its number."""
    apps.get_model("commerce", "Order").objects.filter(remote_id="").update(remote_id=F("number"))


class Migration(migrations.Migration):

    dependencies = [("commerce", "0002_shops")]

    operations = [migrations.RunPython(number_is_the_id, migrations.RunPython.noop, elidable=True)]
