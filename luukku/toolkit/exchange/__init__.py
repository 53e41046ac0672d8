"""Texts for translation offices: XLIFF 2.0 and 1.2, out and in."""
