"""The desk's pages."""

from luukku.desk.views.clocks import clocks
from luukku.desk.views.families import families
from luukku.desk.views.family import family
from luukku.desk.views.find import find, suggestions, word
from luukku.desk.views.my_day import my_day
from luukku.desk.views.search import search

__all__ = ["clocks", "families", "family", "find", "my_day", "search", "suggestions", "word"]
