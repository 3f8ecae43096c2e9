"""What is written into a cell of a table that a spreadsheet opens: never a formula."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def plain_cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what begins like one is set behind an apostrophe."""
    text = value.replace("\0", "")
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text
