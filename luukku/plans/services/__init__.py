"""Every change to interviews, needs and plans: one transaction, one line in the trail."""
