"""Changes of surveys and criteria."""
