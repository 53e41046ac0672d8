"""Moving over: a region's pages, places and events from another system, so that nothing has to be written twice.

Words: a *region* is what the other system keeps together; a *moved page* is what became an item of the toolkit; a
*mark* is the fingerprint of one language of it as it was told last. What comes over waits for somebody here to read it:
nothing is published by moving it, and nothing that was written here is overwritten.
"""
