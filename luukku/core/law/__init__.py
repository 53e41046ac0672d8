"""Law as data: how its files are read, and the one table of acts and sections that pages cite."""
