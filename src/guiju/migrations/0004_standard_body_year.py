from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guiju", "0003_row_digest")]

    operations = [
        migrations.AddIndex(
            model_name="standard",
            index=models.Index(fields=["body", "year"], name="standard_body_year"),
        ),
    ]
