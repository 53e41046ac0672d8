"""What Django must know about languages it does not ship, so that `translation.override("so")` has names and direction.

Settings import this module before anything is translated; importing it adds ours to Django's own table.
"""

from django.conf.locale import LANG_INFO

from luukku.language.languages import FAMILY_LANGUAGES, get

for _code in FAMILY_LANGUAGES:
    if _code not in LANG_INFO:
        LANG_INFO[_code] = {
            "bidi": get(_code).direction == "rtl",
            "code": _code,
            "name": get(_code).name_en,
            "name_local": get(_code).native_name,
        }

__all__ = ["LANG_INFO"]
