"""How a log line is written: references only. What an exception says may hold somebody's name, so only its kind is kept."""

import logging
import traceback
from pathlib import Path
from types import TracebackType

PROJECT = Path(__file__).resolve().parents[2]


class ReferencesOnly(logging.Formatter):
    """A line with the kinds of the exceptions behind it and where they arose, without their words and without values."""

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the chain of exceptions, each with its kind and the lines it came through."""
        lines: list[str] = []
        error = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines.append(f"{'caused by ' if lines else ''}{type(error).__module__}.{type(error).__qualname__}")
            lines += [f"    {_where(frame)}" for frame in traceback.extract_tb(error.__traceback__)]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def _where(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    name = path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else path.name
    return f"{name}:{frame.lineno} in {frame.name}"
