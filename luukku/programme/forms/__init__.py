"""What people write of a programme."""
