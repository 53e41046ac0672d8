"""What a family and its worker find out, need and agree: interviews, needs, family plans and their reviews.

Words: an *interview* is the first talk, by a versioned *template*. A *need* is what came up. A *family plan* is a
voluntary, consent-based agreement beside the members' statutory individual plans; it has a shared *part* and a part
per member, *goals* and *actions*. A plan is *offered*, *confirmed* by everyone concerned, then *in force*; changing it
makes the next version.
"""
