"""What can be worked out about interviews and plans without asking anybody: pure functions."""
