from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inbox", "0007_answer_clocks")]
    operations = [
        migrations.AddField("contact", "forgotten_at", models.DateTimeField(blank=True, null=True)),
    ]
