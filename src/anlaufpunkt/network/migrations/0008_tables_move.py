"""Round tables move to `reach`: their tables get its name, and are known there from now on (`reach.0001_initial`)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("network", "0007_invited_by")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("RoundTable", "reach_roundtable"),
                migrations.AlterModelTable("Meeting", "reach_meeting"),
                migrations.AlterModelTable("Task", "reach_task"),
            ],
            state_operations=[
                migrations.DeleteModel("Task"),
                migrations.DeleteModel("Meeting"),
                migrations.DeleteModel("RoundTable"),
            ],
        )
    ]
