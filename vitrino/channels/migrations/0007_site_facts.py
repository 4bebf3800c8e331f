from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('channels', '0006_let_through'),
    ]

    operations = [
        migrations.AddField(
            model_name='sitescan',
            name='facts',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='sitelink',
            name='is_seen',
            field=models.BooleanField(default=True),
        ),
    ]
