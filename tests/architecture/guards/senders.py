"""Every way by which something could leave the house, found in our own source."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.guards.source import Module, dotted

DOOR = "openmash.release.door"
# What speaks to a mail server, to Notify, or to anything else far away.
SENDERS = (
    "django.core.mail",
    "smtplib",
    "notifications_python_client",
    "requests",
    "urllib.request",
    "http.client",
    "httpx",
    "ftplib",
)
# Asks a server on this very machine whether it is up, and measures it.
OF_THIS_MACHINE = {"openmash.main.serving", "openmash.bench.visiting"}
# What makes an answer a file to take away; `download` is our own.
DOWNLOADS = ("FileResponse", "StreamingHttpResponse", "download")
# Who hands out a file, and why it is none of a case that leaves.
HANDS_OUT = {
    "openmash.indicators.views.reports": "figures: numbers that name nobody; measures too",
    "openmash.indicators.views.measures": "a measure as it may be published",
    "openmash.caseaudits.views.elsewhere": "an empty workbook to fill in: the pack's questions and nothing else",
    "openmash.base.files.giving": "how an attachment is given back; the next three are all who do",
    "openmash.caseaudits.views.files": "an audit that names no child, to those of the council who may read it",
    "openmash.enquiries.views.requests": "an agency's own attachment, back to that agency",
    "openmash.enquiries.views.hub": "what those who asked released to the hub, each release on its own",
    "openmash.returns.views": "a statutory return, to the analyst who sends it, each taking kept",
    "openmash.frontdoor.views.asking": "an agency's attachment, to those of the council who asked for it",
}


def senders(modules: Iterable[Module]) -> list[str]:
    """Return every module but the door that could send something, or hand out a file."""
    found = []
    for module in modules:
        if module.name == DOOR or module.name.startswith(f"{DOOR}."):
            continue
        if module.name not in OF_THIS_MACHINE:
            found += [f"{module.name} imports {name}: only {DOOR} sends" for name in _imported(module)]
        if module.name not in HANDS_OUT and _hands_out(module):
            found.append(f"{module.name} hands out a file: what carries detail leaves by the gate alone")
    return found


def _imported(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if any(name == sender or name.startswith(f"{sender}.") for sender in SENDERS):
                yield name


def _hands_out(module: Module) -> bool:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute) and dotted(node).rpartition(".")[2] in DOWNLOADS:
            return True
        if isinstance(node, ast.Constant) and node.value == "Content-Disposition":
            return True
    return False
