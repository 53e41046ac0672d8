"""Mail and text messages that say only: something waits for you. What it is, a person reads after signing in.

Words: a *message* is one mail or text message to one person. A *kind* decides its words. To *nudge* is to tell a
person, over the channel they chose, that a page of theirs has something new.
"""
