"""What two people changed at the same time, told to the second of them."""

from datetime import UTC, date, datetime

from django.db import models
from django.test.utils import isolate_apps
from django.utils.translation import override

from luukku.core.conflicts import differences


@isolate_apps("luukku.core")
def test_both_values_are_told_as_a_reader_knows_them():
    class Visit(models.Model):
        place = models.CharField("where", max_length=20)
        kind = models.CharField("kind", max_length=5, choices=[("home", "At home"), ("phone", "By phone")])
        on = models.DateField("day", null=True)
        at = models.DateTimeField("begins")
        is_held = models.BooleanField("held")

        class Meta:
            app_label = "core"

        def __str__(self):
            return self.place

    row = Visit(place="Huone 1", kind="home", on=None, at=datetime(2026, 1, 1, 22, 5, tzinfo=UTC), is_held=True)
    yours = {
        "place": "Huone 1",
        "kind": "phone",
        "on": date(2026, 3, 2),
        "at": datetime(2026, 7, 1, 6, 0, tzinfo=UTC),
        "is_held": False,
    }

    with override("en"):
        told = {one.label: (one.theirs, one.yours) for one in differences(row, yours)}

    assert told == {
        "kind": ("At home", "By phone"),
        "day": ("", "2.3.2026"),
        "begins": ("2.1.2026 0.05", "1.7.2026 9.00"),
        "held": ("Yes", "No"),
    }
