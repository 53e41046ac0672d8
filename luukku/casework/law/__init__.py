"""Law as data: each clock with its section, its validity and whether the text has been checked."""
