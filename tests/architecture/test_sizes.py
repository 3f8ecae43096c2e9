from tests.architecture.guards.sizes import long_functions, our_files, too_long
from tests.architecture.guards.source import PROJECT, nothing_wrong

FILES = [(str(path.relative_to(PROJECT)), path.read_text(encoding="utf-8")) for path in our_files()]


def test_no_file_and_no_template_is_too_long():
    nothing_wrong(too_long(FILES))


def test_no_function_is_too_long():
    nothing_wrong(long_functions(FILES))


def test_the_guard_sees_a_long_file_and_a_long_template():
    assert len(too_long([("a.py", "\n" * 501), ("a.html", "\n" * 121), ("b.py", "\n" * 500)])) == 2


def test_the_guard_sees_a_long_function():
    assert long_functions([("a.py", "def f():\n" + "    pass\n" * 50)]) == ["a.py: f has 51 lines; 50 are the most"]
