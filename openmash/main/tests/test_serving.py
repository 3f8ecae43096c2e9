"""One data folder has one server, one port has one program, and whoever comes second is told which."""

import socket
import subprocess
import sys

import pytest

from openmash.base.commandline import CannotDo
from openmash.main.serving import check_port, sole_use

HOLD = """
import sys, time, pathlib
from openmash.main.serving import sole_use
with sole_use(pathlib.Path(sys.argv[1]), at="at http://localhost:1/"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_start_is_told_where_the_first_one_runs(tmp_path):
    first = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert first.stdout.readline() == "held\n"
        said = r"running already from .*, at http://localhost:1/\."
        with pytest.raises(CannotDo, match=said), sole_use(tmp_path, at="at http://localhost:2/"):
            pass
    finally:
        first.kill()
        first.wait()
        first.stdout.close()

    with sole_use(tmp_path, at="at http://localhost:2/"):
        pass  # a killed server holds nothing


def test_a_port_that_another_program_has_is_said_plainly():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CannotDo, match=f"Port {port} cannot be used: another program has it"):
            check_port("127.0.0.1", port)
