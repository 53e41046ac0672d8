"""Law as data: who is responsible for whom, and by which section."""
