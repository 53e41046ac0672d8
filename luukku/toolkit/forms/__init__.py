"""Forms of the toolkit."""
