"""Law as data: the groups of people whose assessment must be made."""
