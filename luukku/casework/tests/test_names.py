"""Names in many spellings and scripts: a table of pairs that are one name, and of pairs that are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.accounts.tests.factories import a_worker
from luukku.casework.models import PersonIdentifier
from luukku.casework.rules.births import Birth, Precision
from luukku.casework.rules.names import LONGEST_KEY, canonical, fold, name_inside, name_key, read_query, same_name
from luukku.casework.services import add_fact, find_families
from luukku.casework.tests.factories import a_family, a_member

ONE_NAME = [
    # Arabic and its neighbours, in letters of many countries
    ("Mohammed", "Muhammad"), ("Mohammed", "محمد"), ("Maxamed", "Mehmet"), ("Мухаммед", "Mohamud"),
    ("Магомед", "محمد"), ("መሐመድ", "Muhammad"), ("Ahmed", "Axmed"), ("أحمد", "Ahmet"), ("Ali", "علي"), ("Cali", "Ali"),
    ("Omar", "عمر"), ("Ömer", "Umar"), ("Hassan", "Xasan"), ("Гасан", "Hasan"), ("Hussein", "Хусейн"),
    ("Xuseen", "حسين"), ("Yusuf", "Jusuf"), ("Юсуф", "يوسف"), ("Ibrahim", "Ибрагим"), ("Khalid", "Xaalid"),
    ("Jamal", "Cemal"), ("Джамал", "جمال"), ("Xhemal", "Jamal"), ("Gamal", "جمال"), ("Ghasem", "Qasem"),
    ("Nureddin", "نورالدين"), ("Abdirahman", "عبدالرحمن"), ("Cabdiraxmaan", "Abdurrahman"), ("Warsame", "Varsame"),
    ("Farax", "Farah"), ("Jaamac", "Jama"), ("Kerim", "Karim"), ("Al-Hassan", "Hassan"),
    # women's names
    ("Khadija", "Hatidža"), ("Khadija", "خديجة"), ("Hatice", "Khadiijo"), ("Хадиджа", "Khadija"), ("ኸዲጃ", "Khadija"),
    ("Fadumo", "Fatima"), ("فاطمه", "Fatma"), ("Патимат", "Fatima"), ("Zeynep", "زينب"), ("Ayşe", "عائشة"),
    ("Aisha", "Caasha"), ("Mirjam", "Maryam"), ("ማርያም", "Mariam"), ("مریم", "Meryem"), ("Zahra", "Sahra"),
    ("Parwin", "پروین"), ("Gulnaz", "گلناز"), ("Amina", "امينة"), ("Layla", "ليلى"),
    # Persian and Kurdish surnames
    ("Karimi", "کریمی"), ("Ahmadi", "احمدی"), ("Hosseini", "حسینی"), ("Rezai", "Rezaei"),
    # Slavic
    ("Петренко", "Petrenko"), ("Гриценко", "Gritsenko"), ("Шевченко", "Shevchenko"), ("Шевченко", "Schewtschenko"),
    ("Алексеевна", "Alekseyevna"), ("Олександр", "Alexander"), ("Oleksii", "Алексей"), ("Ганна", "Hanna"),
    ("Катерина", "Jekaterina"), ("Yevhen", "Евгений"), ("Бондаренко", "Bondarenko"), ("Đorđe", "Djordje"),
    # marks on letters
    ("Õie", "Oie"), ("Mägi", "Magi"), ("Tõnu", "Tonu"), ("Öberg", "Oberg"), ("Müller", "Mueller"), ("Çağla", "Cagla"),
    ("Şükrü", "Shukru"), ("Nguyễn", "Nguyen"), ("Əli", "Ali"), ("Åsa", "Asa"), ("Łukasz", "Lukasz"),
    # Ethiopian and Eritrean
    ("ገብረ", "Gebre"), ("ዮሃንስ", "Yohannes"), ("ተስፋዬ", "Tesfaye"),
]  # fmt: skip

TWO_NAMES = [
    ("Mohammed", "Ahmed"), ("Ali", "Elli"), ("Sara", "Zahra"), ("Fatima", "Amina"), ("Omar", "Amir"),
    ("Ivan", "Iivo"), ("Petrov", "Petrenko"), ("Nika", "Nina"), ("Olena", "Olga"), ("Hodan", "Huda"), ("", "Ali"),
    ("王", "李"), ("Salah", "Ali"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name_are_recognised(one, other):
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names_are_not_taken_for_one(one, other):
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zahra Karimi", "Karimi Zahra"),
        ("Ivan Petrovych Sydorenko", "Sydorenko Ivan"),
        ("Maxamed Cali Warsame", "Mohamed Ali Warsame"),
        ("محمد علي", "Mohammed Ali"),
        ("Ali", "Ali Reza Ahmadi"),
    ],
)
def test_whole_names_are_recognised_in_any_order_and_with_parts_missing(one, other):
    assert same_name(one, other)


def test_one_shared_part_does_not_make_one_name():
    assert not same_name("Zahra Karimi", "Zahra Ahmadi")


def test_every_known_name_stands_for_one_that_stands_for_itself():
    from luukku.casework.rules.names import _known

    assert {canonical(stands) for stands in _known().values()} == set(_known().values())


# ---------------------------------------------------------------- queries


@pytest.mark.parametrize(
    ("text", "name", "birth"),
    [
        ("Zahra Karimi 3.4.1992", "zahra karimi", Birth(date(1992, 4, 3))),
        ("3/4/1992 Zahra", "zahra", Birth(date(1992, 4, 3))),
        ("Zahra 1992-04-03", "zahra", Birth(date(1992, 4, 3))),
        ("Zahra 1992", "zahra", Birth(date(1992, 12, 31), Precision.YEAR)),
        ("Zahra 4/1992", "zahra", Birth(date(1992, 4, 30), Precision.MONTH)),
        ("1992", "", Birth(date(1992, 12, 31), Precision.YEAR)),
        ("33999", "33999", None),
        ("Zahra 31.2.1992", "zahra 31 2 1992", None),
    ],
)
def test_a_query_is_taken_apart(text, name, birth):
    query = read_query(text)

    assert (query.name, query.birth) == (name, birth)


def test_a_code_in_a_query_is_neither_name_nor_birth():
    query = read_query("Zahra 010594y9032")

    assert (query.name, query.birth) == ("zahra", None)
    assert query.code is not None
    assert query.code.value == "010594Y9032"
    assert name_inside("Zahra  Karimi 010594Y9032 ") == "Zahra Karimi"


@given(st.text(max_size=400), st.text(max_size=400))
def test_attack_58_no_name_breaks_the_folding(one, other):
    assert len(name_key(one, other)) <= LONGEST_KEY
    same_name(one, other)
    read_query(one)
    assert fold(fold(one)) == fold(one)


# ---------------------------------------------------------------- finding


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("registered", "typed"),
    [
        ({"name": "Maxamed Cali Warsame"}, "محمد علي"),
        ({"name": "Hatidža Begović"}, "khadija begovic"),
        ({"name": "Ганна Гриценко"}, "Hanna Gritsenko"),
        ({"name": "Ivan Petrovych Sydorenko"}, "sydorenko ivan"),
        ({"name": "Õie Mägi"}, "oie magi"),
        ({"name": "Omar Faarax"}, "عمر فرح"),
        ({"name": "መሐመድ"}, "mohamed"),
        ({"name": "Zahra Karimi", "birth_on": date(1992, 3, 4)}, "zahra karimi 4.3.1992"),
        ({"name": "Zahra Karimi", "birth_on": date(1992, 4, 3)}, "zahra karimi 4.3.1992"),
        ({"name": "Zahra Karimi", "birth_on": date(1992, 4, 3)}, "4.3.1992"),
        ({"name": "Zahra Karimi", "birth_on": date(1992, 12, 31), "birth_precision": "year"}, "zahra 5.6.1992"),
        ({"name": "Zahra Karimi", "birth_on": date(1992, 6, 5)}, "zahra 1992"),
    ],
)
def test_a_family_is_found_by_another_spelling_or_day(registered, typed):
    worker = a_worker()
    family = a_family(worker, adults=0, children=0)
    a_member(family, **registered)

    assert [card.case.family for card in find_families(worker.as_actor(), typed).cards] == [family]


@pytest.mark.django_db
def test_the_very_day_comes_before_the_one_that_changed_places():
    worker = a_worker()
    swapped, exact = a_family(worker, adults=0, children=0), a_family(worker, adults=0, children=0)
    a_member(swapped, name="Zahra Karimi", birth_on=date(1992, 3, 4))
    a_member(exact, name="Zahra Karimi", birth_on=date(1992, 4, 3))

    found = find_families(worker.as_actor(), "zahra karimi 3.4.1992")

    assert [card.case.family for card in found.cards] == [exact, swapped]


@pytest.mark.django_db
def test_a_code_finds_its_bearer_and_nobody_else():
    worker = a_worker()
    family, other = a_family(worker, adults=0, children=0), a_family(worker, adults=0, children=0)
    bearer = a_member(family, name="Zahra Karimi", birth_on=date(1994, 5, 1))
    a_member(other, name="Zahra Karimi", birth_on=date(1994, 5, 1))
    add_fact(
        worker.as_actor(),
        bearer.pk,
        "identifiers",
        values={"kind": "identity_code", "value": "010594Y9032", "issuer": ""},
    )

    found = find_families(worker.as_actor(), "010594Y9032")
    with_another_sign = find_families(worker.as_actor(), "zahra 010594-9032")

    assert [card.case.family for card in found.cards] == [family]
    assert len(with_another_sign.cards) == 2  # nobody has that code: whoever is named so and was born that day


@pytest.mark.django_db
def test_a_code_is_moved_by_no_key_and_found_under_an_old_one(settings):
    worker = a_worker()
    family = a_family(worker, adults=1, children=0)
    settings.LUUKKU_FIELD_KEYS = ["old"]
    add_fact(
        worker.as_actor(),
        family.memberships.get().person_id,
        "identifiers",
        values={"kind": "identity_code", "value": "010594Y9032", "issuer": ""},
    )

    settings.LUUKKU_FIELD_KEYS = ["new", "old"]

    assert len(find_families(worker.as_actor(), "010594y9032").cards) == 1
    assert PersonIdentifier.objects.count() == 1
