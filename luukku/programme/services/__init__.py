"""Every change of a programme, and what its pages are told."""
