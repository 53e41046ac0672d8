"""Our own line pictograms: a 24-unit grid, round ends, the colour of the words beside them.

Drawn inline by the tag `{% pictogram "home" %}`, always hidden from screen readers because words always
stand beside. Only the names in `TURNING` are mirrored in a right-to-left page.
"""

from typing import Final

SHAPES: Final[dict[str, str]] = {
    "mark": '<path d="M3.5 20.5h17M6 20.5V9.5a6 6 0 0 1 12 0v11"/><circle cx="12" cy="11" r="1.9"/>'
    '<path d="M8.4 20.5v-1a3.6 3.6 0 0 1 7.2 0v1"/>',
    # people
    "adult": '<circle cx="12" cy="8" r="3.2"/><path d="M5.5 20a6.5 6.5 0 0 1 13 0"/>',
    "child": '<circle cx="12" cy="6.3" r="2.5"/>'
    '<path d="M12 9.8v5.2M7 8.5c1.2 2 2.8 3.2 5 3.2s3.8-1.2 5-3.2M9 20.5l3-5.5 3 5.5"/>',
    "baby": '<circle cx="12" cy="12.5" r="7.5"/>'
    '<path d="M9.5 11.5v.5M14.5 11.5v.5M9.5 15.3c1.5 1.3 3.5 1.3 5 0M12 5c-1.2-1.5.2-2.5 1.3-1.8"/>',
    "family": '<circle cx="7.5" cy="6.8" r="2.3"/><circle cx="16.5" cy="6.8" r="2.3"/>'
    '<circle cx="12" cy="13" r="1.8"/><path d="M3.5 19.5v-4a4 4 0 0 1 5.6-3.7M20.5 19.5v-4a4 4 0 0 0-5.6-3.7'
    'M8.8 19.5v-.4a3.2 3.2 0 0 1 6.4 0v.4"/>',
    "person-add": '<circle cx="9.5" cy="8" r="3.2"/><path d="M3 20a6.5 6.5 0 0 1 11.2-4.5M18 14v6.5M14.75 17.25h6.5"/>',
    "interpreter": '<circle cx="12" cy="9" r="2.4"/><path d="M7.5 20v-1a4.5 4.5 0 0 1 9 0v1M6 6.2a5 5 0 0 0 0 5.6'
    'M18 6.2a5 5 0 0 1 0 5.6M3.3 4.5a8.5 8.5 0 0 0 0 9M20.7 4.5a8.5 8.5 0 0 1 0 9"/>',
    "meeting": '<circle cx="7" cy="7.5" r="2.3"/><circle cx="17" cy="7.5" r="2.3"/>'
    '<path d="M3 16a4 4 0 0 1 8 0M13 16a4 4 0 0 1 8 0M2.5 16h19M6 16v4M18 16v4"/>',
    # themes of life
    "home": '<path d="M4 11.5 12 5l8 6.5M6 10v9.5h12V10M10 19.5v-5h4v5"/>',
    "health": '<path d="M12 20s-7.5-4.4-7.5-10A4.1 4.1 0 0 1 12 7.6 4.1 4.1 0 0 1 19.5 10c0 5.6-7.5 10-7.5 10z"/>'
    '<path d="M12 10.5v4M10 12.5h4"/>',
    "language": '<path d="M5 4h9a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H9.5l-3 2.5V13H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z"/>'
    '<path d="M18.5 9h.5a2 2 0 0 1 2 2v4.5a2 2 0 0 1-2 2h-.8V20l-2.9-2.5H12a2 2 0 0 1-1.7-1M6.5 8.5h6"/>',
    "work": '<rect x="3.5" y="8" width="17" height="11.5" rx="2"/><path d="M9 8V6.5A1.5 1.5 0 0 1 10.5 5h3'
    'A1.5 1.5 0 0 1 15 6.5V8M3.5 12.5c2.7 1.3 5.5 2 8.5 2s5.8-.7 8.5-2M12 13.5v2"/>',
    "school": '<path d="m2.5 9.5 9.5-4.7 9.5 4.7-9.5 4.7z'
    'M6.5 11.6v4.6c1.7 1.4 3.5 2 5.5 2s3.8-.6 5.5-2v-4.6M21.5 9.5v5"/>',
    "rights": '<path d="M12 4v16M8.5 20h7M5.5 7C8 7 10 6.5 12 5.5c2 1 4 1.5 6.5 1.5M5.5 7 3 13.2a2.7 2.7 0 0 0 5 0z'
    'M18.5 7 16 13.2a2.7 2.7 0 0 0 5 0z"/>',
    "safety": '<path d="m12 4 7 2.5v5c0 4.2-2.8 7-7 8.5-4.2-1.5-7-4.3-7-8.5v-5z"/><path d="m9 12 2.2 2.2 3.8-4"/>',
    "worry": '<path d="M7.2 17.5h9.6a4 4 0 0 0 .6-7.9A5.6 5.6 0 0 0 6.8 9.4a4.1 4.1 0 0 0 .4 8.1z"/>',
    "help": '<path d="M8 12.5V6.3a1.4 1.4 0 0 1 2.8 0v4.7M10.8 10.5V5a1.4 1.4 0 0 1 2.8 0v5.5M13.6 10.5'
    "V6.3a1.4 1.4 0 0 1 "
    '2.8 0v7.2c0 4-2 6.5-5 6.5-2.6 0-3.9-1.2-5-3.5l-1.9-4a1.4 1.4 0 0 1 2.5-1.2l1 1.7"/>',
    "organisation": '<path d="M5.5 20V5.5A1.5 1.5 0 0 1 7 4h6.5A1.5 1.5 0 0 1 15 5.5V20M15 10h2a1.5 1.5 0 0 1 1'
    ".5 1.5V20"
    'M3.5 20.2h17M8.6 8h3.2M8.6 11.8h3.2M8.6 15.6h3.2"/>',
    # time, place, papers
    "calendar": '<rect x="4" y="6" width="16" height="13.5" rx="2"/><path d="M4 10.5h16M8 3.8v4M16 3.8v4"/>',
    "clock": '<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>',
    "place": '<path d="M12 20.5S6 15 6 10.3a6 6 0 0 1 12 0c0 4.7-6 10.2-6 10.2z"/><circle cx="12" cy="10.2" r="2.2"/>',
    "document": '<path d="M6 4h8.5L18 7.5V20H6z"/><path d="M14.5 4v3.5H18M9 12h6M9 15.5h4.5"/>',
    "mail": '<rect x="3.5" y="6" width="17" height="12.5" rx="2"/><path d="m4 7.5 8 6 8-6"/>',
    "phone": '<path d="M6.5 4.5h3l1.3 4-2 1.5a11 11 0 0 0 5.2 5.2l1.5-2 4 1.3v3a2 2 0 0 1-2.2 2A15.5 15.5 0 0 1 4.5 6.7'
    'a2 2 0 0 1 2-2.2z"/>',
    # states
    "check": '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
    "understood": '<path d="M5 4.5h14a2 2 0 0 1 2 2V14a2 2 0 0 1-2 2h-7l-4.5 3.5V16H5a2 2 0 0 1-2-2V6.5a2 2 0 0 1 2-2z"'
    "/>"
    '<path d="m8.5 10.3 2.5 2.5 4.5-4.6"/>',
    "needs": '<circle cx="7.7" cy="15.3" r="3"/><circle cx="15" cy="17" r="3"/><path d="M11 3.5c.3 3.5-.9 6.3-2.5 8.9'
    'M11 3.5c.3 4 1.5 7.2 3.3 10.6M11.2 6.5c2.5-2.3 5.7-2.6 8.8-1-2 2.7-5.3 3.3-8.5 2"/>',
    "warning": '<path d="M12 4.5 20.8 19.5H3.2z"/><path d="M12 10v4.3M12 16.9v.1"/>',
    "question": '<circle cx="12" cy="12" r="8"/><path d="M9.6 9.8a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1.1.9-1.1 1.7M12 16.4v.1"'
    "/>",
    "info": '<circle cx="12" cy="12" r="8"/><path d="M12 11v5M12 7.9v.1"/>',
    "flag": '<path d="M6 20.5V4M6 5c4-2 7 2 12 0v8c-5 2-8-2-12 0"/>',
    "lock": '<rect x="5.5" y="11" width="13" height="8.5" rx="2"/><path d="M8.5 11V8.5a3.5 3.5 0 0 1 7 0V11"/>',
    "eye": '<path d="M3 12c2.3-4 5.3-6 9-6s6.7 2 9 6c-2.3 4-5.3 6-9 6s-6.7-2-9-6z"/><circle cx="12" cy="12" r="2.6"/>',
    # doing
    "search": '<circle cx="11" cy="11" r="6"/><path d="M15.5 15.5 20 20"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "arrow": '<path d="m9.5 6 6 6-6 6"/>',
    "back": '<path d="M20 12H4.5M10.5 6l-6 6 6 6"/>',
    "plus": '<path d="M12 5.5v13M5.5 12h13"/>',
    "close": '<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>',
    "pencil": '<path d="m5 19 1-4L16 5l3 3L9 18zM14 7l3 3"/>',
    "remove": '<path d="M5 7h14M10 7V4.8h4V7M7 7l.8 12.5h8.4L17 7M10.4 10.8v5.4M13.6 10.8v5.4"/>',
    "print": '<path d="M7 9V4.5h10V9M6 17H4.5A1.5 1.5 0 0 1 3 15.5v-5A1.5 1.5 0 0 1 4.5 9h15a1.5 1.5 0 0 1 1.5 1.5v5'
    'a1.5 1.5 0 0 1-1.5 1.5H18M7 14h10v5.5H7z"/>',
    "download": '<path d="M12 4.5v10M7.5 10.5 12 15l4.5-4.5M5 19.5h14"/>',
    "share": '<circle cx="6.5" cy="12" r="2.5"/><circle cx="17" cy="6.5" r="2.5"/><circle cx="17" cy="17.5" r="2.5"/>'
    '<path d="m8.7 10.8 6-3.1M8.7 13.2l6 3.1"/>',
    "listen": '<path d="M4.5 9.5v5h3L12 18V6L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "key": '<circle cx="8" cy="14.5" r="3.8"/><path d="m10.8 11.8 7.7-7.3M15.3 7.5l2.6 2.7"/>',
    "settings": '<path d="M4 7h8.5M17.5 7H20M4 12h2.5M11.5 12H20M4 17h8.5M17.5 17H20"/><circle cx="15" cy="7" r="2.4"/>'
    '<circle cx="9" cy="12" r="2.4"/><circle cx="15" cy="17" r="2.4"/>',
    "sign-out": '<path d="M14 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H14M10.5 12H20M16.5 8.5 20 12l-3.5 3.5"'
    "/>",
}

TURNING: Final = frozenset({"arrow", "back", "sign-out"})


def shape(name: str) -> str:
    """The drawing of that name; a name from data that we have not drawn yet gets the plain document."""
    return SHAPES.get(name, SHAPES["document"])
