import django.db.models.deletion
from django.db import migrations, models

OPEN = ("unreadable", "ambiguous", "not_covered", "not_found", "status_unknown")
DOUBTS = {
    "check.status_unknown",
    "check.outrun",
    "check.mandate_changed.undated",
    "check.mandate_changed.unrecorded",
    "check.title_differs",
    "check.all_parts",
    "check.amendment_not_held",
    "check.reissue_not_held",
    "check.newer_coming",
}


def mark_open(apps, schema_editor):
    """Answers kept before say by their outcome and the codes of their reasons what they leave open.

    The words of the rule as it stood when this migration was written, for rules move on and migrations do not.
    """
    lines = apps.get_model("guiju", "CheckLine").objects
    lines.filter(outcome__in=OPEN).update(is_open=True)
    found = []
    for line in lines.exclude(outcome__in=OPEN).only("reasons").iterator(chunk_size=2000):
        if any(reason["code"] in DOUBTS for reason in line.reasons):
            found.append(line.pk)
    for start in range(0, len(found), 500):
        lines.filter(pk__in=found[start : start + 500]).update(is_open=True)


class Migration(migrations.Migration):
    dependencies = [("guiju", "0004_standard_body_year")]

    operations = [
        migrations.AddField(
            model_name="checkline",
            name="is_open",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="report",
            name="job",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="guiju.job"
            ),
        ),
        migrations.AlterField(
            model_name="reportline",
            name="content",
            field=models.TextField(),
        ),
        migrations.RunPython(mark_open, migrations.RunPython.noop),
    ]
