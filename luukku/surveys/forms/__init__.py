"""Forms of surveys and criteria."""
