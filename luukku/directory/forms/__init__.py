"""Forms of the directory."""

from luukku.directory.forms.activities import ActivityForm
from luukku.directory.forms.calendars import FollowForm, OutForm
from luukku.directory.forms.counselling import (
    EMPTY_ROWS,
    MOST_OTHERWISE,
    CounsellingForm,
    initial_counselling,
)
from luukku.directory.forms.entries import ChannelForm, FactsForm, ServiceForm, WayForm
from luukku.directory.forms.finding import FileForm, FindForm, WordsForm
from luukku.directory.forms.hours import ExceptionForm, WeekForm, initial_week

__all__ = [
    "EMPTY_ROWS",
    "MOST_OTHERWISE",
    "ActivityForm",
    "ChannelForm",
    "CounsellingForm",
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
    "initial_counselling",
    "initial_week",
]
