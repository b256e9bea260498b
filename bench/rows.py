"""The table: what was measured, what it is compared with, and whether the goal holds."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

LATEST = Path(__file__).parent / "latest.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``ratio`` is the value against ``ratio_to``; ``goal`` in words; ``holds`` is empty for mere facts."""

    name: str
    value: float
    unit: str
    ratio_to: str = ""
    ratio: float | None = None
    goal: str = ""
    holds: bool | None = None
    note: str = ""


def at_least(
    name: str, value: float, unit: str, *, ratio: float, to: str, goal: float, note: str = ""
) -> Row:
    """A row whose ratio has to be ``goal`` or more."""
    return Row(name, value, unit, to, ratio, f">= {goal:g} x {to}", ratio >= goal, note)


def at_most(name: str, value: float, unit: str, *, ratio: float, to: str, goal: float, note: str = "") -> Row:
    """A row whose ratio has to be ``goal`` or less."""
    return Row(name, value, unit, to, ratio, f"<= {goal:g} x {to}", ratio <= goal, note)


def limited(name: str, value: float, unit: str, *, most: float, note: str = "") -> Row:
    """A row whose value has to be ``most`` or less."""
    return Row(name, value, unit, goal=f"<= {most:,g} {unit}", holds=value <= most, note=note)


def required(name: str, value: float, unit: str, *, least: float, note: str = "") -> Row:
    """A row whose value has to be ``least`` or more."""
    return Row(name, value, unit, goal=f">= {least:,g} {unit}", holds=value >= least, note=note)


def show(rows: Sequence[Row], footer: Iterable[str]) -> None:
    """Print the table."""
    lines = [_cells(row) for row in rows]
    head = ("", "value", "unit", "ratio", "goal", "holds", "note")
    widths = [max(len(line[place]) for line in [head, *lines]) for place in range(6)]
    out = sys.stdout
    for line in [head, *lines]:
        cells = [
            cell.rjust(width) if place in {1, 3} else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line[:6], widths, strict=True))
        ]
        out.write("  ".join([*cells, line[6]]).rstrip() + "\n")
    out.write("\n" + "\n".join(footer) + "\n")
    goals = [row.holds for row in rows if row.holds is not None]
    out.write(f"{sum(goals)} of {len(goals)} goals hold\n")
    out.flush()


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    holds = "" if row.holds is None else "yes" if row.holds else "NO"
    value = f"{row.value:,.0f}" if abs(row.value) >= 100 else f"{row.value:,.2f}"
    return row.name, value, row.unit, ratio, row.goal, holds, row.note


def keep(rows: Sequence[Row], file: Path = LATEST) -> None:
    """Write the rows down as JSON."""
    file.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n")
