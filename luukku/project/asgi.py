"""The site as an ASGI application: the demo's one process, and later the sockets."""

from django.core.asgi import get_asgi_application

from luukku.project.environment import prepare

prepare()
application = get_asgi_application()
