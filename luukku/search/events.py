"""What apps above answer, so that the index can be made anew without knowing them."""

from django.dispatch import Signal

documents_changed = Signal()
"""Something is found anew or no more: sent with `type` and `source_id` by `replace_documents` and `remove_document`."""

everything_asked = Signal()
"""Answered by a receiver with an iterable of `NewDocument`: everything of that app that is published now.

A generator is best: it is read in batches, within the transaction of the rebuild.
"""
