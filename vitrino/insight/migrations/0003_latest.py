from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insight", "0002_initial")]
    operations = [
        migrations.AddField("knownpost", "latest", models.JSONField(default=dict)),
        migrations.AddField("knownpost", "measured_at", models.DateTimeField(blank=True, null=True)),
    ]
