"""In which language a page is shown."""

from django.utils.translation import get_language


def page_language() -> str:
    """The code of the language, without its region: "fi", "ckb". Finnish where nobody asked for a page."""
    return (get_language() or "fi").split("-")[0]
