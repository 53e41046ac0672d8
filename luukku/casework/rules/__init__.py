"""What can be worked out about families, names and days without asking anybody: pure functions."""
