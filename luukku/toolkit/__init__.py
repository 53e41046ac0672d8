"""The toolkit: materials, methods, forms and models that professionals and families use, each with a living owner.

Words: an *item* is one piece of the toolkit; its text stands in immutable *versions*, each a row of *blocks* (heading,
paragraph, list …) with ids that stay; a *translation* is made block by block from a known wording; *review* is the
owner's look at whether it all still holds; *roll-out* is how a municipality takes an item into use.
"""
