import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("insight", "0004_fill_columns")]

    operations = [
        migrations.RemoveField(model_name="snapshot", name="values"),
        migrations.AlterField(
            model_name="snapshot",
            name="post",
            field=models.ForeignKey(
                blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE,
                related_name="snapshots", to="insight.knownpost",
            ),
        ),
    ]
