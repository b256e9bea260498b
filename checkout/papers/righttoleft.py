"""Hebrew and Arabic in a line that runs from left to right.

PDF places glyphs from left to right and joins no letters, so words of these scripts are turned around and Arabic letters
take the form their place in the word asks for (Unicode's presentation forms, the chart FB50–FEFF, read from the database
of the language itself). It is the part of Unicode's bidirectional algorithm that names need: runs, numbers, brackets.
"""

import re
import unicodedata
from functools import lru_cache

_RIGHT = {"R", "AL"}
_BELONGS = {"R", "AL", "NSM", "EN", "AN"}
_JOINED_ON_BOTH_SIDES, _FORMS = "medial", ("isolated", "final", "initial", "medial")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
# lam (initial, medial) and an alef (final) are always written as one
_LAM_ALEF = {
    lam + alef: chr(ord(both) + later)
    for later, lam in enumerate("\ufedf\ufee0")
    for alef, both in zip("\ufe8e\ufe82\ufe84\ufe88", "\ufefb\ufef5\ufef7\ufef9", strict=True)
}
_NUMBER = re.compile(r"[0-9٠-٩۰-۹][0-9٠-٩۰-۹.,:/-]*|[^0-9٠-٩۰-۹]")


def glyph_order(line: str) -> str:
    """Give a line of text as its glyphs stand from left to right."""
    if not any(unicodedata.bidirectional(char) in _RIGHT for char in line):
        return line
    return "".join(_turned(run) if right else run for run, right in _runs(line))


def _runs(line: str) -> list[tuple[str, bool]]:
    """Cut a line into runs; a right-to-left one reaches to the last word, number or closed bracket before other letters."""
    kinds = [unicodedata.bidirectional(char) for char in line]
    runs: list[tuple[str, bool]] = []
    start = at = 0
    while at < len(line):
        if kinds[at] not in _RIGHT:
            at += 1
            continue
        end = _end_of_run(line, kinds, at)
        runs += [(line[start:at], False), (line[at:end], True)]
        start = at = end
    return [*runs, (line[start:], False)]


def _end_of_run(line: str, kinds: list[str], start: int) -> int:
    """Give where a run that begins at ``start`` ends; what is between its parts belongs to it."""
    end, opened = start, 0
    for at in range(start, len(line)):
        if kinds[at] == "L":
            break
        opened += line[at] in "([{"
        closes = opened > 0 and line[at] in ")]}"
        opened -= closes
        if closes or kinds[at] in _BELONGS:
            end = at + 1
    return end


def _turned(run: str) -> str:
    """Join the letters of a run and turn it around, but not the numbers in it; vowel marks are left out."""
    run = "".join(char for char in run if unicodedata.bidirectional(char) != "NSM")
    return "".join(reversed(_NUMBER.findall(_joined(run)))).translate(_MIRRORED)


def _joined(run: str) -> str:
    """Give Arabic letters the form their neighbours ask for."""
    joined = []
    for at, char in enumerate(run):
        forms = _forms().get(char)
        if forms is None:
            joined.append(char)
            continue
        before = at > 0 and _JOINED_ON_BOTH_SIDES in _forms().get(run[at - 1], {})
        after = at + 1 < len(run) and run[at + 1] in _forms() and "initial" in forms
        after = after and "final" in _forms()[run[at + 1]]
        wanted = _FORMS[(1 if before and "final" in forms else 0) + (2 if after else 0)]
        joined.append(forms.get(wanted, char))
    return re.sub("|".join(_LAM_ALEF), lambda pair: _LAM_ALEF[pair[0]], "".join(joined))


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    """Give each Arabic letter's presentation forms by their names."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD)):
        kind, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if kind.strip("<>") in _FORMS and " " not in letters:
            found.setdefault(chr(int(letters, 16)), {})[kind.strip("<>")] = chr(code)
    return found
