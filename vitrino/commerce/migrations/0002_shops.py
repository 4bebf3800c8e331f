import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commerce', '0001_initial'),
        ('intake', '0001_initial'),
        ('workspace', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=120)),
                ('remote_id', models.CharField(max_length=120)),
                ('name', models.CharField(blank=True, default='', max_length=200)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('phone', models.CharField(blank=True, default='', max_length=60)),
                ('handles', models.JSONField(default=dict)),
                ('is_guest', models.BooleanField(default=False)),
                ('consent', models.BooleanField(blank=True, null=True)),
                ('consent_at', models.DateTimeField(blank=True, null=True)),
                ('consent_source', models.CharField(blank=True, default='', max_length=200)),
                ('updated_at', models.DateTimeField(blank=True, null=True)),
                ('gone_at', models.DateTimeField(blank=True, null=True)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Gone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=16)),
                ('remote_id', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ShopConnection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('system', models.CharField(max_length=40)),
                ('remote_id', models.CharField(max_length=200)),
                ('source', models.CharField(max_length=120)),
                ('name', models.CharField(blank=True, default='', max_length=200)),
                ('url', models.CharField(blank=True, default='', max_length=500)),
                ('is_rehearsal', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('connected', 'Connected'), ('needs-key', 'Needs a new key'), ('disconnected', 'Disconnected')], default='connected', max_length=16)),
                ('state_reason', models.JSONField(default=dict)),
                ('notes', models.JSONField(default=list)),
                ('sealed', models.BinaryField(default=b'')),
                ('public', models.JSONField(default=dict)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('since_at', models.DateTimeField(blank=True, null=True)),
                ('hook_state', models.CharField(blank=True, default='', max_length=16)),
                ('hook_reason', models.JSONField(default=dict)),
                ('connected_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ShopReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('lease_token', models.CharField(blank=True, default='', max_length=32)),
                ('kind', models.CharField(max_length=16)),
                ('cursor', models.TextField(blank=True, default='')),
                ('every_s', models.PositiveIntegerField()),
                ('total', models.PositiveIntegerField(blank=True, null=True)),
                ('seen', models.PositiveIntegerField(default=0)),
                ('reached_at', models.DateTimeField(blank=True, null=True)),
                ('first_done_at', models.DateTimeField(blank=True, null=True)),
                ('last_ok_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.JSONField(default=dict)),
                ('failures', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='order',
            name='order_once',
        ),
        migrations.AddField(
            model_name='order',
            name='cancelled_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='order',
            name='erased_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='order',
            name='gone_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='order',
            name='refunded_minor',
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='order',
            name='remote_id',
            field=models.CharField(blank=True, default='', max_length=120),
        ),
        migrations.AddField(
            model_name='order',
            name='shipped_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='order',
            name='updated_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='order',
            name='source',
            field=models.CharField(max_length=120),
        ),
        migrations.AddField(
            model_name='customer',
            name='workspace',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workspace.workspace'),
        ),
        migrations.AddField(
            model_name='order',
            name='customer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='orders', to='commerce.customer'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['workspace', 'customer_email'], name='order_by_email'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['workspace', 'number'], name='order_by_number'),
        ),
        migrations.AddField(
            model_name='gone',
            name='workspace',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workspace.workspace'),
        ),
        migrations.AddField(
            model_name='shopconnection',
            name='address',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='intake.hookaddress'),
        ),
        migrations.AddField(
            model_name='shopconnection',
            name='connected_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='shopconnection',
            name='workspace',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workspace.workspace'),
        ),
        migrations.AddField(
            model_name='customer',
            name='connection',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='commerce.shopconnection'),
        ),
        migrations.AddField(
            model_name='shopreading',
            name='connection',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='commerce.shopconnection'),
        ),
        migrations.AddConstraint(
            model_name='gone',
            constraint=models.UniqueConstraint(fields=('workspace', 'source', 'kind', 'remote_id'), name='shop_gone_once'),
        ),
        migrations.AddConstraint(
            model_name='shopconnection',
            constraint=models.UniqueConstraint(fields=('workspace', 'system', 'remote_id'), name='shop_once'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(fields=['workspace', 'email'], name='customer_by_email'),
        ),
        migrations.AddConstraint(
            model_name='customer',
            constraint=models.UniqueConstraint(fields=('workspace', 'source', 'remote_id'), name='customer_once'),
        ),
        migrations.AddIndex(
            model_name='shopreading',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='commerce_shopreading_due'),
        ),
        migrations.AddConstraint(
            model_name='shopreading',
            constraint=models.UniqueConstraint(fields=('connection', 'kind'), name='shop_reading_once'),
        ),
    ]
