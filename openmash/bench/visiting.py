"""One browser's way to the server: addresses fetched as signed in, forms sent, words decompressed."""

import gzip
import http.client
import re
import time
from urllib.parse import urlencode

from openmash.bench.weighing import Got

FIELD = re.compile(r'<input[^>]*\bname="(csrfmiddlewaretoken|idempotency_key|draft_key)"[^>]*\bvalue="([^"]*)"')


def hidden(page: str) -> dict[str, str]:
    """Return what a form carries without showing it: whoever sends the form sends this too."""
    return dict(FIELD.findall(page))


class Browser:
    """A signed-in browser that takes compressed answers, and times each until its last byte."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.session, self.token = port, session, ""

    def get(self, path: str) -> Got:
        """Fetch an address."""
        return self._ask("GET", path, None)

    def post(self, path: str, answers: dict[str, str]) -> Got:
        """Send a form."""
        return self._ask("POST", path, urlencode(answers))

    def _ask(self, method: str, path: str, body: str | None) -> Got:
        cookies = f"openmash={self.session}" + (f"; csrftoken={self.token}" if self.token else "")
        headers = {"Accept-Encoding": "gzip", "Cookie": cookies}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        held = http.client.HTTPConnection("localhost", self.port, timeout=60)
        try:
            held.request(method, path, body, headers)
            answer = held.getresponse()
            sent = answer.read()
        finally:
            held.close()
        seconds = time.perf_counter() - began
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            if cookie.startswith("csrftoken="):
                self.token = cookie.split(";")[0].removeprefix("csrftoken=")
        whole = gzip.decompress(sent) if answer.headers.get("Content-Encoding") == "gzip" else sent
        return Got(
            answer.status, len(sent), whole.decode("utf-8", "replace"), answer.headers.get("Location") or "", seconds
        )
