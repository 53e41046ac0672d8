"""Rules of surveys and criteria: pure functions."""
