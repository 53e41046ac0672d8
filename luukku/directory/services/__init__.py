"""Every change of the directory: what is brought in, what is added here, what is archived."""
