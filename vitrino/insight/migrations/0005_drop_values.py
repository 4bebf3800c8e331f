from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("insight", "0004_fill_columns")]

    operations = [migrations.RemoveField(model_name="snapshot", name="values")]
