from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engine", "0001_initial")]
    operations = [
        migrations.AddField("schedule", "bell", models.CharField(max_length=40, blank=True, default="")),
        migrations.AddField("schedule", "is_rung", models.BooleanField(default=False)),
    ]
