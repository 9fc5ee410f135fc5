from datetime import timedelta

from django.db import migrations, models


def give_owners(apps, schema_editor):
    """What was reported before: about a service of a centre its centre looks after it; due a week after it was written."""
    Report = apps.get_model("directory", "Report")
    Report.objects.filter(service__organization__centre__isnull=False).update(owner="centre")
    for report in Report.objects.all():
        Report.objects.filter(pk=report.pk).update(due=(report.created + timedelta(days=7)).date())


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0004_stale_texts'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='outcome',
            field=models.CharField(blank=True, choices=[('corrected', 'corrected'), ('right', 'right'), ('forwarded', 'forwarded')], max_length=10),
        ),
        migrations.AddField(
            model_name='report',
            name='owner',
            field=models.CharField(choices=[('organization', 'organization'), ('centre', 'centre'), ('operator', 'operator')], default='operator', max_length=12),
        ),
        migrations.AddField(
            model_name='report',
            name='settled',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='report',
            name='fact',
            field=models.CharField(choices=[('name', 'name'), ('what', 'what'), ('who', 'who'), ('when', 'when'), ('where', 'where'), ('cost', 'cost'), ('languages', 'languages'), ('contact', 'contact'), ('ended', 'ended'), ('barrier', 'barrier'), ('number', 'number'), ('changed', 'changed')], max_length=12),
        ),
        migrations.AddField(
            model_name='report',
            name='due',
            field=models.DateField(null=True),
        ),
        migrations.RunPython(give_owners, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='report',
            name='due',
            field=models.DateField(),
        ),
    ]
