"""Programmes: what a region has promised together, who answers for it, and what is missing.

Words: a *programme* has *themes*, *goals* and *measures*; a *vision statement* is what the goals come from; a *party*
is who takes part (the actor of the plan, not the code's `Actor`) and has *duties*; a *responsibility* says who answers
for a duty, a measure or an output, from a day to a day; an *output* is what a project leaves behind and *embedding* how
far a municipality has made it its own; a *passage* is what a source says beside these. Whatever was brought in keeps
the code and the line of its source.
"""
