"""The site as a WSGI application: `luukku serve`, or any other WSGI server."""

from django.core.wsgi import get_wsgi_application

from luukku.project.environment import prepare

prepare()
application = get_wsgi_application()
