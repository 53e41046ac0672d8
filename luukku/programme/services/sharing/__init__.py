"""Operating models: writing them, sharing them in packages, bringing packages in, telling how they are used."""
