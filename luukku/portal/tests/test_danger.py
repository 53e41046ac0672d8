"""Which questions speak of violence, in the words that people use."""

import pytest

from luukku.portal.danger import speaks_of_violence


@pytest.mark.parametrize(
    "asked",
    [
        "mieheni lyö minua",
        "Minua lyödään kotona",
        "min man slår mig",
        "Jag har utsatts för våld.",
        "våld i hemmet",
        "våldet fortsätter",
        "han är våldsam",
        "någon våldtog mig",
        "stöd för våldsutsatta",
        "My husband hits me",
        "муж бьёт меня",
        "чоловік б'є мене",
        "زوجي يضربني",
        "شوهرم مرا کتک می‌زند",
        "kocam beni dövüyor",
        "我丈夫打我",
    ],
)
def test_a_question_about_violence_is_heard(asked):
    assert speaks_of_violence(asked)


@pytest.mark.parametrize(
    "asked", ["", "koulu", "mistä löydän päiväkodin", "билет на автобус", "مدرسة", "jag är väldigt trött"]
)
def test_other_questions_are_not(asked):
    assert not speaks_of_violence(asked)
