"""Machine translation: LibreTranslate-compatible services, the Commission's eTranslation, or honestly none."""
