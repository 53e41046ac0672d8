"""Django's PostgreSQL backend, with one addition: buffered trail lines are written just before each commit."""
