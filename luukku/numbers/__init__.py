"""Figures that are shown to people: published so that they expose nobody.

Words: a *figure* is a count of people, visits or answers; it is *masked* when it could point at somebody; the
*threshold* is the smallest count that is shown. Every page, file and answer asks `numbers.services`: `publish` for one
breakdown at once, `publish_table` and `published_table` for tables that share cells.
"""
