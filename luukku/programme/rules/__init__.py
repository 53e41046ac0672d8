"""What programmes work out: partial dates, states, what is missing, and reading what is brought in."""
