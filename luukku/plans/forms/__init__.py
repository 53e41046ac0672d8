"""Reading what was typed about interviews, needs and plans. No form decides rights."""
