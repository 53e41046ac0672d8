"""The environment of the tests; pyproject.toml loads this before pytest-django reads the settings."""

import os

from luukku.project import environment

os.environ.setdefault("LUUKKU_DATA", str(environment.data_dir() / "test"))
os.environ.setdefault("LUUKKU_DURABLE", "0")
os.environ.setdefault("LUUKKU_LOG", "console")
os.environ.setdefault("LUUKKU_STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
environment.prepare(start=False)
(environment.data_dir() / "static").mkdir(parents=True, exist_ok=True)
