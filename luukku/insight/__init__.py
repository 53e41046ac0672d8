"""What the registers show when they are counted: figures by month, published so that they expose nobody.

Words: a *definition* says what a *figure* counts, out of what, from which registers; a *fact* is what one case adds
to a figure on which days; a *cell* is the sum of facts of one month in one place and language; a *region* is a
wellbeing services county with its municipalities. Cells never leave the app: `services.figures` answers with what
`numbers` has published of them.
"""
