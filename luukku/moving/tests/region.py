"""A small region as Integreat tells it, written for these tests: twelve pages in four languages, places and events."""

import json
from pathlib import Path
from typing import Any

HOST = "https://cms.example.org"
SLUG = "lindenau"
LANGUAGES = {"de": "de-DE", "en": "en-GB", "ar": "ar-arb", "fi": "fi-FI"}
CHANGED = "2026-09-01T10:00:00+02:00"
ADDRESS = f"{HOST}/{SLUG}"

# number, the page above, and by language: slug, title, text
PAGES: list[tuple[int, int, dict[str, tuple[str, str, str]]]] = [
    (
        1,
        0,
        {
            "de": ("ankommen", "Ankommen", ""),
            "en": ("arriving", "Arriving", ""),
            "ar": ("الوصول", "الوصول", ""),
            "fi": ("muutto", "Muutto", ""),
        },
    ),
    (
        2,
        1,
        {
            "de": (
                "erste-tage",
                "Die ersten Tage",
                (
                    "<p>In den ersten Tagen helfen wir Ihnen im Rathaus.</p><h2>Was Sie mitbringen</h2>"
                    "<ul><li>Ihren Pass</li><li>Die Geburtsurkunden der Kinder</li></ul>"
                    "<p>Mehr steht bei <a href='/lindenau/de/wohnen/'>Wohnen</a> und bei "
                    "<a href='https://www.example.net/amt?a=1'>dem Amt</a>.</p>"
                ),
            ),
            "en": (
                "first-days",
                "The first days",
                (
                    "<p>In the first days we help you at the town hall.</p><h2>What to bring</h2>"
                    "<ul><li>Your passport</li><li>The birth certificates of the children</li></ul>"
                    "<p>Read more at <a href='https://cms.example.org/lindenau/en/housing/'>Housing</a>.</p>"
                ),
            ),
            "ar": (
                "الأيام-الأولى",
                "الأيام الأولى",
                (
                    "<p>في الأيام الأولى نساعدكم في دار البلدية.</p><h2>ما تحضرونه معكم</h2>"
                    "<ul><li>جواز السفر</li><li>شهادات ميلاد الأطفال</li></ul><p>اقرأ المزيد عن السكن.</p>"
                ),
            ),
            "fi": (
                "ensimmaiset-paivat",
                "Ensimmäiset päivät",
                (
                    "<p>Autamme sinua ensimmäisinä päivinä kaupungintalolla.</p><h2>Ota mukaan</h2>"
                    "<ul><li>Passi</li><li>Lasten syntymätodistukset</li></ul><p>Lue lisää asumisesta.</p>"
                ),
            ),
        },
    ),
    (
        3,
        0,
        {
            "de": (
                "wohnen",
                "Wohnen",
                (
                    "<p>So finden Sie eine <strong>Wohnung</strong> in Lindenau.</p><h2>Schritte</h2>"
                    "<ol><li>Melden Sie sich an.</li><li>Warten Sie auf den Brief.</li></ol>"
                    "<table><tr><th>Zimmer</th><th>Miete</th><th>Größe</th></tr>"
                    "<tr><td>2</td><td>450 €</td><td>50 m²</td></tr>"
                    "<tr><td>3</td><td>600 €</td><td>70 m²</td></tr></table>"
                    "<p><img src='/media/regions/1/haus.png' alt='Ein rotes Haus'></p>"
                ),
            ),
            "en": (
                "housing",
                "Housing",
                (
                    "<p>How to find a <strong>flat</strong> in Lindenau.</p><h2>Steps</h2>"
                    "<ol><li>Register.</li><li>Wait for the letter.</li></ol>"
                    "<table><tr><th>Rooms</th><th>Rent</th><th>Size</th></tr>"
                    "<tr><td>2</td><td>450 €</td><td>50 m²</td></tr>"
                    "<tr><td>3</td><td>600 €</td><td>70 m²</td></tr></table>"
                    "<p><img src='/media/regions/1/haus.png' alt='A red house'></p>"
                ),
            ),
            "ar": ("السكن", "السكن", "<p>كيف تجد شقة في المدينة.</p><p>سجّل اسمك أولاً ثم انتظر الرسالة.</p>"),
        },
    ),
    (
        4,
        0,
        {
            "de": ("kinder", "Kinder und Familie", "<p>Alles für Kinder.</p><p>Fragen Sie uns.</p>"),
            "en": ("children", "Children and family", "<p>Everything for children.</p><p>Ask us.</p>"),
            "ar": ("الأطفال", "الأطفال والعائلة", "<p>كل شيء للأطفال.</p><p>اسألونا.</p>"),
            "fi": ("lapset", "Lapset ja perhe", "<p>Kaikki lapsille.</p><p>Kysy meiltä.</p>"),
        },
    ),
    (
        5,
        4,
        {
            "de": (
                "kita",
                "Kita",
                "<p>Ihr Kind kann ab einem Jahr in die Kita gehen.</p><p>Der Platz kostet wenig.</p>",
            ),
            "ar": ("الروضة", "الروضة", "<p>يمكن لطفلكم الذهاب إلى الروضة.</p><p>المكان لا يكلف كثيرا.</p>"),
        },
    ),
    (
        6,
        4,
        {
            "de": ("schule", "Schule", "<p>Alle Kinder gehen zur Schule.</p><p>Die Schule ist kostenlos.</p>"),
            "fi": ("koulu", "Koulu", "<p>Kaikki lapset käyvät koulua.</p><p>Koulu on maksuton.</p>"),
        },
    ),
    (7, 6, {"de": ("ferien", "Ferien", "<p>In den Ferien ist keine Schule.</p><p>Es gibt Kurse im Park.</p>")}),
    (
        8,
        0,
        {
            "de": (
                "arbeit",
                "Arbeit",
                "<p>Wir helfen bei der Suche.</p><p>Rufen Sie <a href='tel:+49301234'>an</a>.</p>",
            ),
            "en": ("work", "Work", "<p>We help you to look for work.</p><p>Call <a href='tel:+49301234'>us</a>.</p>"),
        },
    ),
    (9, 0, {"de": ("sprache", "Deutsch lernen", "<p>Kurse gibt es am Abend.</p><p>Sie sind gratis.</p>")}),
    (10, 0, {"de": ("gesundheit", "Gesundheit", "<p>Im Notfall rufen Sie 112.</p><p>Ein Arzt hilft.</p>")}),
    (
        11,
        0,
        {
            "de": (
                "beratung",
                "Beratung",
                (
                    "<p>Kommen Sie ins <a href='/lindenau/de/locations/haus-der-familie/'>Haus der Familie</a>.</p>"
                    "<p>Es ist offen.</p>"
                ),
            ),
        },
    ),
    (
        12,
        0,
        {
            "de": ("notruf", "Notruf", "<p>Polizei 110.</p><p>Feuerwehr 112.</p>"),
            "en": ("emergency", "Emergency", "<p>Police 110.</p><p>Fire brigade 112.</p>"),
        },
    ),
]

PLACES: list[dict[str, Any]] = [
    {"number": 21, "slug": "haus-der-familie", "title": {"de": "Haus der Familie", "en": "Family house"},
     "content": "<p>Ein Treffpunkt.</p>", "category": "Beratung",
     "point": (61.4981, 23.7610), "organization": "Verein Linde"},
    {"number": 22, "slug": "bibliothek", "title": {"de": "Bibliothek", "ar": "المكتبة"}, "content": "<p>Bücher.</p>",
     "category": "Kultur", "point": (61.5, 23.8), "opening_hours": None},
    {"number": 23, "slug": "rathaus", "title": {"de": "Rathaus"}, "content": "", "category": "Behörde/Amt",
     "point": (None, None)},
    {"number": 24, "slug": "klinik", "title": {"de": "Klinik"}, "content": "<p>Hilfe.</p>", "category": "Gesundheit",
     "point": (61.51, 23.7), "temporarily_closed": True},
    {"number": 25, "slug": "park", "title": {"de": "Stadtpark", "fi": "Kaupunginpuisto"}, "content": "<p>Grün.</p>",
     "category": "Freizeit", "point": (0, 0)},
]  # fmt: skip

EVENTS: list[dict[str, Any]] = [
    {"number": 31, "slug": "sprachcafe", "title": {"de": "Sprachcafé", "en": "Language café"},
     "start": "2026-12-01T16:00:00+01:00", "end": "2026-12-01T18:00:00+01:00", "place": 21,
     "rule": "DTSTART:20261201T150000\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270601T235959;BYDAY=TU"},
    {"number": 32, "slug": "fest", "title": {"de": "Sommerfest", "ar": "حفلة الصيف"},
     "start": "2027-06-12T00:00:00+02:00", "end": "2027-06-12T23:59:00+02:00", "all_day": True},
    {"number": 33, "slug": "info", "title": {"de": "Infoabend"}, "start": "2026-12-10T18:00:00+01:00",
     "end": "2026-12-10T19:30:00+01:00", "meeting_url": "https://meet.example.org/info"},
    {"number": 34, "slug": "tage", "title": {"de": "Offene Tage"}, "start": "2026-12-07T10:00:00+01:00",
     "end": "2026-12-18T15:00:00+01:00", "only_weekdays": True},
]  # fmt: skip


def pages(language: str) -> list[dict[str, Any]]:
    return [page(number, language) for number, _above, texts in PAGES if language in texts]


def page(number: int, language: str) -> dict[str, Any]:
    told = {one: (above, texts) for one, above, texts in PAGES}
    above, texts = told[number]
    _slug, title, html = texts[language]
    others = {
        other: {"id": text_id(number, other), "url": HOST + path(number, other), "path": path(number, other)}
        for other in texts
        if other != language
    }
    parent: dict[str, Any] = {"id": 0, "url": None, "path": None}
    if above:
        parent = {"id": above, "url": HOST + path(above, language), "path": path(above, language)}
    return {
        "id": text_id(number, language), "url": HOST + path(number, language), "path": path(number, language),
        "title": title, "modified_gmt": CHANGED, "last_updated": CHANGED, "excerpt": title, "content": html,
        "parent": parent, "order": number, "available_languages": others, "thumbnail": None, "organization": None,
        "hash": None,
    }  # fmt: skip


def text_id(number: int, language: str) -> int:
    """Ids of texts say nothing of pages, as at the source."""
    return number * 10 + list(LANGUAGES).index(language)


def path(number: int, language: str) -> str:
    told = {one: (above, texts) for one, above, texts in PAGES}
    above, texts = told[number]
    slug = texts[language][0] if language in texts else next(iter(texts.values()))[0]
    if above:
        return f"{path(above, language)}{slug}/"
    return f"/{SLUG}/{language}/{slug}/"


def locations(language: str) -> list[dict[str, Any]]:
    return [location(one, language) for one in PLACES if language in one["title"]]


def location(one: dict[str, Any], language: str) -> dict[str, Any]:
    slots = [{"start": "09:00", "end": "15:00", "timezone": "Europe/Berlin"}]
    day = {"allDay": False, "closed": False, "appointmentOnly": False, "timeSlots": slots}
    weekend = {"allDay": False, "closed": True, "appointmentOnly": False, "timeSlots": []}
    owner = one.get("organization")
    where = f"/{SLUG}/{language}/locations/{one['slug']}/"
    return {
        "id": one["number"] * 10, "url": HOST + where, "path": where, "title": one["title"][language],
        "modified_gmt": CHANGED, "last_updated": CHANGED, "meta_description": None, "excerpt": "",
        "content": one["content"], "available_languages": {}, "icon": None, "thumbnail": None, "website": None,
        "email": None, "phone_number": None,
        "contacts": [{
            "area_of_responsibility": "Anmeldung", "name": "Empfang", "email": "empfang@example.org",
            "phone_number": "+49 30 1234", "mobile_number": None, "website": "https://www.example.org",
            "opening_hours": None, "appointment_url": None,
        }],
        "category": {"id": 1, "name": one["category"], "color": "#000000", "icon": "office"},
        "temporarily_closed": one.get("temporarily_closed", False),
        "opening_hours": one.get("opening_hours", [day] * 5 + [weekend] * 2), "appointment_url": None,
        "location": spot(one), "hash": None, "barrier_free": True,
        "organization": {"id": 5, "slug": "linde", "name": owner, "logo": "", "website": ""} if owner else None,
    }  # fmt: skip


def spot(one: dict[str, Any] | None) -> dict[str, Any]:
    names = ("id", "name", "address", "town", "state", "postcode", "region", "country", "latitude", "longitude")
    if one is None:
        return dict.fromkeys(names)
    latitude, longitude = one["point"]
    told = (one["number"], one["title"]["de"], "Lindenweg 1", "Tampere", None, "33100", None, "Suomi")
    return dict(zip(names, (*told, latitude, longitude), strict=True))


def events(language: str) -> list[dict[str, Any]]:
    return [event(one, language) for one in EVENTS if language in one["title"]]


def event(one: dict[str, Any], language: str) -> dict[str, Any]:
    where = f"/{SLUG}/{language}/events/{one['slug']}/"
    place = next((other for other in PLACES if other["number"] == one.get("place")), None)
    return {
        "id": one["number"] * 10, "url": HOST + where, "path": where, "title": one["title"][language],
        "modified_gmt": CHANGED, "last_updated": CHANGED, "excerpt": "", "content": "<p>Kommen Sie.</p>",
        "available_languages": {}, "thumbnail": None, "location": spot(place), "location_path": None,
        "meeting_url": one.get("meeting_url"), "hash": None, "recurrence_rule": one.get("rule"),
        "event": {
            "id": one["number"], "start": one["start"], "start_date": one["start"][:10],
            "start_time": one["start"][11:19], "end": one["end"], "end_date": one["end"][:10],
            "end_time": one["end"][11:19], "all_day": one.get("all_day", False),
            "only_weekdays": one.get("only_weekdays", False), "recurrence_id": 1 if one.get("rule") else None,
            "timezone": "Europe/Berlin",
        },
    }  # fmt: skip


def imprint(language: str) -> dict[str, Any]:
    where = f"/{SLUG}/{language}/imprint/"
    return {
        "id": 1, "url": HOST + where, "path": where, "title": "Impressum", "modified_gmt": CHANGED,
        "last_updated": CHANGED, "excerpt": "", "content": "<p>Stadt Lindenau.</p><p>Lindenweg 1</p>", "parent": None,
        "available_languages": {}, "thumbnail": None, "hash": None,
    }  # fmt: skip


def languages() -> list[dict[str, Any]]:
    return [
        {"id": place, "code": code, "bcp47_tag": tag, "native_name": code, "dir": "LEFT_TO_RIGHT"}
        for place, (code, tag) in enumerate(LANGUAGES.items(), start=1)
    ]


def offers() -> list[dict[str, Any]]:
    return [{"name": "Lehrstellen", "alias": "lehrstellen", "url": "https://jobs.example.org/?plz=33100", "post": None,
             "thumbnail": ""}]  # fmt: skip


def rows() -> list[dict[str, Any]]:
    """Everything that is told."""
    found = [*languages(), *offers(), imprint("de")]
    for language in LANGUAGES:
        found += [*pages(language), *locations(language), *events(language)]
    return found


def write(folder: Path, told: list[dict[str, Any]] | None = None) -> Path:
    """The region as a folder of JSON files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "region.json").write_text(json.dumps(rows() if told is None else told, ensure_ascii=False), "utf-8")
    return folder


def xliff(number: int, source: str, target: str, texts: dict[str, tuple[str, str]], *, version: str = "1.2") -> bytes:
    """A page for a translation office: by field its original and its translation."""
    fields = "".join(_unit(name, *pair, version=version) for name, pair in texts.items())
    if version == "2.0":
        head = (
            f'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="{source}" trgLang="{target}">'
        )
        return f'<?xml version="1.0"?>{head}<file original="{number}">{fields}</file></xliff>'.encode()
    return (
        '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file original="{number}" datatype="plaintext" source-language="{source}" target-language="{target}">'
        f"<header/><body>{fields}</body></file></xliff>"
    ).encode()


def _unit(name: str, source: str, target: str, *, version: str) -> str:
    words = f"<source><![CDATA[{source}]]></source><target><![CDATA[{target}]]></target>"
    if version == "2.0":
        return f'<unit id="{name}" resname="{name}"><segment>{words}</segment></unit>'
    return f'<trans-unit id="{name}" resname="{name}">{words}</trans-unit>'
