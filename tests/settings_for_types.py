"""The settings as mypy's Django plugin reads them: it starts Django, so the environment must be filled first."""

from tests import environment  # isort: skip # noqa: F401
from luukku.project.settings import *  # noqa: F403
