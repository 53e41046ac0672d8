"""Every change of the toolkit."""
