"""The public site: pages for families and for everybody, without sign-in, in twelve languages.

Words: an *entry* is one language version of something public, copied here when it is published, so that a page needs
few queries; a withdrawn entry stays as a *tombstone*, so that phones that kept it learn that it is gone; the *edition*
is the number that grows with every change and that every kept answer carries; a *need* is a door of the front page.
"""
