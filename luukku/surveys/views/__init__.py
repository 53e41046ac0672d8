"""Pages of surveys and criteria."""
