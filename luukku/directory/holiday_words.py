"""Names of the holidays for people at work, in the order of the year."""

from django.utils.translation import gettext_lazy as _

HOLIDAYS = {
    "NewYearDay": _("New Year's Day"),
    "Epiphany": _("Epiphany"),
    "MaundyThursday": _("Maundy Thursday"),
    "GoodFriday": _("Good Friday"),
    "EasterSunday": _("Easter Sunday"),
    "EasterMonday": _("Easter Monday"),
    "MayDayEve": _("May Day Eve"),
    "MayDay": _("May Day"),
    "AscensionDay": _("Ascension Day"),
    "WhitSunday": _("Whit Sunday"),
    "MidsummerEve": _("Midsummer Eve"),
    "MidsummerDay": _("Midsummer Day"),
    "AllSaintsDay": _("All Saints' Day"),
    "IndependenceDay": _("Independence Day"),
    "ChristmasEve": _("Christmas Eve"),
    "ChristmasDay": _("Christmas Day"),
    "SecondDayOfChristmas": _("Boxing Day"),
    "NewYearEve": _("New Year's Eve"),
}
