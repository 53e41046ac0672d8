"""The trail: who saw or changed what about whom, when and why. Append-only, chained, written with the act itself.

Words: a *line* is one event. A *chain* is all lines of one organisation (or of the system), each sealed with the
line before it. An *anchor* is a line of the system's chain that repeats where every other chain stood.
Holds ids and codes only: never a name, an address or anything typed. Knows no app but core.
"""
