from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0003_budget_and_stop")]

    operations = [
        migrations.AddField("channel", "listens_only", models.BooleanField(default=False)),
        migrations.AddField("arrival", "deleted_at", models.DateTimeField(blank=True, null=True)),
    ]
