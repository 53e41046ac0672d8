"""What follows from what was told, without database or clock."""
