"""What each worker of the web server calls. Its process was loaded by `openmash.main.webserver`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmash.main.settings")
application = get_wsgi_application()
