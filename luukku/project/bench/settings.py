"""The site's own settings, with a counter outside everything else. Used by the benchmark's servers alone."""

from luukku.project.bench.serving import FORM_COOKIE, SESSION_COOKIE
from luukku.project.settings import *  # noqa: F403 - they are the site's own
from luukku.project.settings import MIDDLEWARE as SITE_MIDDLEWARE

MIDDLEWARE = ["luukku.project.bench.counting.CountingMiddleware", *SITE_MIDDLEWARE]

SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = SESSION_COOKIE, FORM_COOKIE
