"""What every app stands on: who acts, when, what a record is, how errors speak, and the page shell.

Words: an *actor* is somebody acting for an organisation at a moment. A *record* is a row about something that lives.
"""
