from django.db import migrations


class Migration(migrations.Migration):
    """Looks back have an app of their own, which has taken over what was written here."""

    dependencies = [("insight", "0005_drop_values"), ("lookback", "0002_take_over_looks_back")]
    operations = [migrations.DeleteModel(name="Retrospective")]
