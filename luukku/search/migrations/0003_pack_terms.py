"""Keep the terms of a document as one string of bytes, which the ranking reads many times quicker than two lists."""

import struct
from typing import Any

import django.contrib.postgres.fields
from django.db import migrations, models

BATCH = 500


def pack(apps: Any, _schema: Any) -> None:
    documents = apps.get_model("search", "Document")
    rows = documents.objects.only("pk", "marks", "counts").iterator(chunk_size=BATCH)
    for row in rows:
        marks = struct.pack(f"<{len(row.marks)}I", *(mark + 2**31 for mark in row.marks))
        documents.objects.filter(pk=row.pk).update(weights=marks + bytes(min(count, 255) for count in row.counts))


def unpack(apps: Any, _schema: Any) -> None:
    documents = apps.get_model("search", "Document")
    for row in documents.objects.only("pk", "weights").iterator(chunk_size=BATCH):
        size = len(row.weights) // 5
        marks = [mark - 2**31 for mark in struct.unpack_from(f"<{size}I", row.weights)]
        documents.objects.filter(pk=row.pk).update(marks=marks, counts=list(row.weights[4 * size :]))


class Migration(migrations.Migration):
    dependencies = [("search", "0002_know_words_and_last_days")]

    operations = [
        migrations.AddField("document", "weights", models.BinaryField(db_default=b"", default=b"")),
        migrations.AlterField(
            "document",
            "marks",
            django.contrib.postgres.fields.ArrayField(models.IntegerField(), default=list, db_default=[]),
        ),
        migrations.AlterField(
            "document",
            "counts",
            django.contrib.postgres.fields.ArrayField(models.SmallIntegerField(), default=list, db_default=[]),
        ),
        migrations.RunPython(pack, unpack),
        migrations.RemoveField("document", "marks"),
        migrations.RemoveField("document", "counts"),
    ]
