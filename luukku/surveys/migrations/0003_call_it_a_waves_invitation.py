from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_keep_what_was_promised")]

    operations = [migrations.RenameModel("Invitation", "WaveInvitation")]
