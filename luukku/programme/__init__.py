"""Programmes: what a region has promised together, who answers for it, and what is missing.

Words: a *programme* has *themes*, *goals* and *measures*; a *vision statement* is what the goals come from; a *party*
is who takes part (the actor of the plan, not the code's `Actor`) and has *duties*; a *responsibility* says who answers
for a duty, a measure or an output, from a day to a day; an *output* is what a project leaves behind and *embedding* how
far a municipality has made it its own; a *passage* is what a source says beside these. Whatever was brought in keeps
the code and the line of its source. A *meeting* has an agenda and promises; a promise is a *corrective action*, which
ends when its effect is known. A *thread* leads from a wish through all of these to a change; a *report* keeps how
everything stood at one moment. An *operating model* is what others can take into use; it travels in a *package*.

Beside the folders that every app has stand the words for codes (`…_labels`, `report_words`) and what is made to be
taken along: minutes, threads and reports on paper (`…_paper`), in workbooks (`report_sheets`), as drawings.
"""
