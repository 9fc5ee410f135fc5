"""The tables themselves were made by `network.0006_round_tables` and renamed by `network.0008_tables_move`."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('network', '0008_tables_move'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='RoundTable',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120)),
                        ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='round_tables', to='network.centre')),
                        ('organizations', models.ManyToManyField(related_name='round_tables', to='network.organization')),
                    ],
                    options={
                        'ordering': ('name',),
                    },
                ),
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                        ('begins', models.DateTimeField()),
                        ('ends', models.DateTimeField()),
                        ('place', models.CharField(blank=True, max_length=200)),
                        ('minutes', models.TextField(blank=True)),
                        ('present', models.ManyToManyField(related_name='meetings', to='network.membership')),
                        ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='reach.roundtable')),
                    ],
                    options={
                        'ordering': ('-begins',),
                    },
                ),
                migrations.CreateModel(
                    name='Task',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                        ('what', models.CharField(max_length=300)),
                        ('due', models.DateField()),
                        ('done', models.DateTimeField(null=True)),
                        ('reminded', models.DateTimeField(null=True)),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='reach.meeting')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='network.membership')),
                    ],
                    options={
                        'ordering': ('due', 'id'),
                    },
                ),
                migrations.AddConstraint(
                    model_name='roundtable',
                    constraint=models.UniqueConstraint(fields=('centre', 'name'), name='round_table_once'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(('ends__gt', models.F('begins'))), name='meeting_ends_later'),
                ),
            ]
        )
    ]
