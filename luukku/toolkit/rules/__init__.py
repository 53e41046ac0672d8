"""Rules of the toolkit: pure functions over texts, wordings and days."""
