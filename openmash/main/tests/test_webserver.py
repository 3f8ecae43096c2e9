"""What the workers of the web server are made from: loaded, and with nothing that would not live on in them."""

import subprocess
import sys

PROGRAM = """
import gc, sys, threading
from openmash.main import webserver
webserver.load()
from django.db import connections
from django.urls import get_resolver
import openmash.frontdoor.views, openmash.web.views
print(threading.active_count(), [one for one in connections.all(initialized_only=True) if one.connection], gc.get_freeze_count() > 100_000)
print(sys.getswitchinterval() < 0.001, "openmash.main.wsgi" in sys.modules)
"""


def test_what_workers_are_made_from_is_loaded_and_holds_no_thread_and_no_connection():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)

    threads, connected = done.stdout.splitlines()[0].split(" ", 1)
    assert (threads, connected) == ("1", "[] True")
    assert done.stdout.splitlines()[1] == "True False"
