"""What is worked out without database or clock: opening hours, repetition, distances, merged texts, responsibility."""
