"""A notice offers several ways out, and remembers what it was about when somebody dismissed it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checkup", "0002_initial")]
    operations = [
        migrations.RemoveField("notice", "remedy"),
        migrations.AddField("notice", "ways", models.JSONField(default=list)),
        migrations.AddField("notice", "about", models.TextField(blank=True, default="")),
        migrations.AlterField("notice", "key", models.CharField(blank=True, default="", max_length=160)),
    ]
