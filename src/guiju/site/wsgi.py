"""What a web server loads."""

import os
import sys

from django.core.wsgi import get_wsgi_application

sys.setswitchinterval(0.0005)
"""Seconds that a thread may keep the interpreter from another. A search lets go of it some twenty times, each time for
microseconds; at the five milliseconds that are usual, two threads of a process did less than one."""
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.site.settings")
application = get_wsgi_application()
