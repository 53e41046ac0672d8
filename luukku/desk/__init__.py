"""Pages for workers that mix the apps below: My day, the family page with its timeline, and finding a family."""
