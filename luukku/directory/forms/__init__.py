"""Forms of the directory."""

from luukku.directory.forms.activities import ActivityForm
from luukku.directory.forms.calendars import FollowForm, OutForm
from luukku.directory.forms.entries import ChannelForm, FactsForm, ServiceForm, WayForm
from luukku.directory.forms.finding import FileForm, FindForm, WordsForm
from luukku.directory.forms.hours import ExceptionForm, WeekForm, initial_of

__all__ = [
    "ActivityForm",
    "ChannelForm",
    "ExceptionForm",
    "FactsForm",
    "FileForm",
    "FindForm",
    "FollowForm",
    "OutForm",
    "ServiceForm",
    "WayForm",
    "WeekForm",
    "WordsForm",
    "initial_of",
]
