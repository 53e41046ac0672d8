"""As many invented families as a benchmark needs, the same ones for the same seed.

Words: a *world* is the organisations, units and workers; a *sheet* collects rows until they are copied; a *day* is the
day on which the world is meant to be looked at: its meetings are around it.
"""
