"""The demo's directory: enough of everything, found by the search, the same after a second load."""

import pytest

from luukku.directory.models import Activity, Service, ServiceText
from luukku.project.demo import directory
from luukku.search.models import Document


@pytest.mark.django_db
def test_the_demo_has_a_directory_that_loads_once():
    made, again = directory.load(), directory.load()

    kinds = set(Activity.objects.values_list("kind", flat=True))
    assert made > 100
    assert again == 0
    assert Service.objects.present().count() >= 60
    assert Activity.objects.published().count() >= 15
    assert kinds == {"meeting_place", "peer_group", "support_families", "event", "counselling"}
    assert set(ServiceText.objects.values_list("language", flat=True)) >= {
        "fi",
        "sv",
        "en",
        "ar",
        "so",
        "fa",
        "ru",
        "uk",
    }
    assert Document.objects.filter(type="service", language="ar").exists()
    assert Document.objects.filter(type__in=kinds, language="fa").exists()
