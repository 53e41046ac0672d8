"""What the search does: takes documents in and out, answers questions, keeps its own figures."""

from luukku.search.rules.documents import Audience, NewDocument
from luukku.search.services.indexing import index_document, index_documents, remove_document, replace_documents

__all__ = [
    "Audience",
    "NewDocument",
    "index_document",
    "index_documents",
    "remove_document",
    "replace_documents",
]
