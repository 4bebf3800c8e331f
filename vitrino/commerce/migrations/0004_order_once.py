from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("commerce", "0003_order_remote_id")]

    operations = [
        migrations.AddConstraint(
            model_name='order',
            constraint=models.UniqueConstraint(fields=('workspace', 'source', 'remote_id'), name='order_once'),
        ),
    ]
