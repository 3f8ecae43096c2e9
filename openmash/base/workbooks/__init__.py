"""Workbooks that a stranger made: opened in a child process, within bounds, and given as rows of cells."""

from openmash.base.workbooks.opening import LARGEST, Sheet, open_book

__all__ = ["LARGEST", "Sheet", "open_book"]
