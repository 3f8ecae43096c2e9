"""The figures in words, for a terminal."""

from collections.abc import Mapping
from typing import Any

WIDEST = 180
PAGES = {"front-door": "queue and child’s page", "hub": "every page"}
HEAD = ("what", "n", "p50", "p95 (95% interval)", "p99", "max", "anchor p50", "ratio", "processor", "queries", "errors")


def in_table(result: Mapping[str, Any]) -> str:
    """Return everything measured as lines that a person can read and keep."""
    if result["benchmark"] == "measures":
        return _measures(result)
    if "load" not in result:
        return _without_load(result)
    load, held = result["load"], ", ".join(f"{number} {name}" for name, number in result["size"].items())
    lines = [
        f"Held: {held.replace('_', ' ')}. {load['users']} users, {load['think']:g} s to think, {load['seconds']:g} s measured.",
        f"The load came from {load['generator']}; load average {result['load_average']}. Times in ms.",
        "Processor: what the page costs the web server’s process alone, best of several, others’ work left out.",
        f"Anchor: {next((row['anchor'] for row in result['rows'] if row['anchor'] != 'none'), 'none')}.",
        "",
        *_table([HEAD, *(_cells(row) for row in result["rows"])]),
        "",
        f"p95 is to be at most {result['targets']['p95']:g} ms for {PAGES[result['benchmark']]}; a first visit at most "
        f"{result['targets']['first_visit'] // 1000} KB as sent.",
        "",
        *_table([("page", "KB as sent", "KB before", "KB at a first visit"), *map(_weight, result["pages"])]),
        "",
    ]
    if burst := result.get("burst"):
        lines += [
            f"Burst: {burst['requests']} requests about {burst['notices']} notices stored and queued in "
            f"{burst['asking_seconds']:g} s (at most {burst['target_seconds']:g}); the notices themselves were received in "
            f"{burst['receiving_seconds']:g} s before. One agency was brought to seven times its usual load by "
            f"{burst['seven_times_requests']} requests.",
            "",
        ]
    lines += [f"Wrong: {words}" for words in load["errors"]]
    if not result["scans"]:
        lines.append("No query of these pages reads a big table from end to end.")
    for scan in result["scans"]:
        lines += [
            f"{scan['what']} reads all of {', '.join(scan['tables'])}: {scan['query'][:300]}",
            _cut(scan["plan"]),
            "",
        ]
    return "\n".join(lines)


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    ends = (_number(row["p95_low"]), _number(row["p95_high"]))
    return (
        row["what"],
        str(row["n"]),
        _number(row["p50"]),
        f"{_number(row['p95'])} ({ends[0]} to {ends[1]})",
        *(_number(row[name]) for name in ("p99", "max", "anchor_p50", "ratio", "processor", "queries", "errors")),
    )


def _weight(page: Mapping[str, Any]) -> tuple[str, ...]:
    kilos = (page["page"] / 1000, page["page_not_compressed"] / 1000, page["first_visit"] / 1000)
    return (page["what"], *(f"{kilo:.1f}" for kilo in kilos))


def _number(value: float | int | None) -> str:
    if value is None:
        return "?"
    return str(value) if isinstance(value, int) else f"{value:.1f}"


def _cut(plan: str) -> str:
    return "\n".join(line if len(line) <= WIDEST else f"{line[:WIDEST]} …" for line in plan.splitlines())


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _without_load(result: Mapping[str, Any]) -> str:
    """Return what was measured of commands, each beside its anchor, with the memory that each took."""
    held = ", ".join(f"{number} {name}" for name, number in result["size"].items())
    head = ("what", "n", "p50", "max", "anchor p50", "ratio")
    rows = [
        tuple(str(row[name]) for name in ("what", "n", "p50", "max", "anchor_p50", "ratio")) for row in result["rows"]
    ]
    anchors = [f"Anchor of {row['what']}: {row['anchor']}." for row in result["rows"]]
    peaks = [f"At most {peak} MB: {name}." for name, peak in result["peak_mb"].items()]
    return "\n".join(
        [
            f"Held: {held}. Load average {result['load_average']}. Times in ms.",
            "",
            *_table([head, *rows]),
            "",
            *anchors,
            *peaks,
        ]
    )


def _measures(result: Mapping[str, Any]) -> str:
    held = ", ".join(f"{number:,} {name}" for name, number in result["size"].items())
    rows: list[tuple[str, ...]] = [("what", "n", "middle s", "longest s", "at most", "anchor", "anchor s")]
    rows += [
        (
            row["what"], str(row["n"]), f"{row['middle']:.3f}", f"{row['longest']:.3f}",
            f"{row['target']:g}" if row["target"] else "", row["anchor"], f"{row['anchor_middle']:.3f}" if row["anchor"] else "",
        )
        for row in result["rows"]
    ]  # fmt: skip
    pages: list[tuple[str, ...]] = [("page", "n", "p50 ms", "p95 ms", "longest ms", "at most ms", "errors")]
    pages += [
        (
            page["what"], str(page["n"]), _number(page["p50"]), _number(page["p95"]), _number(page["max"]),
            f"{page['target']:g}", str(page["errors"]),
        )
        for page in result["pages"]
    ]  # fmt: skip
    lines = [f"Held: {held}.", f"Load average {result['load_average']}; {result['machine']}.", ""]
    return "\n".join([*lines, *_table(rows), "", *_table(pages), ""])
