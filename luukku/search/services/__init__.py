"""What the search does: takes documents in and out, answers questions, keeps its own figures."""

from luukku.search.rules.documents import Audience, NewDocument
from luukku.search.services.answers import Choice, Filters, Found, Result, Why
from luukku.search.services.finding import find
from luukku.search.services.indexing import index_documents, remove_document, replace_documents
from luukku.search.services.suggesting import Suggestion, suggest
from luukku.search.services.upkeep import is_outdated, rebuild, recount, refine_rough
from luukku.search.services.words import TERM

__all__ = [
    "TERM",
    "Audience",
    "Choice",
    "Filters",
    "Found",
    "NewDocument",
    "Result",
    "Suggestion",
    "Why",
    "find",
    "index_documents",
    "is_outdated",
    "rebuild",
    "recount",
    "refine_rough",
    "remove_document",
    "replace_documents",
    "suggest",
]
