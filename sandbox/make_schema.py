"""Make `schema.json`, the stripped official schema of the Bot API, from aiogram's source distribution.

    pip download aiogram==3.31.0 --no-binary :all: --no-deps
    python -m sandbox.make_schema aiogram-3.31.0.tar.gz

Kept are names, types, what is required and limits; see NOTICE.txt for the licence.

Shape: `{"version", "methods": {name: {field: [type, required, limit?]}}, "types": {…the same…},
"unions": {name: [member types]}}`. A limit is `[least, most, unit]` with unit `characters`, `parsed`
(characters after entities parsing), `bytes`, `items` or `value`, or the one text the field must have.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from pathlib import Path
from typing import Any

INSIDE = ".butcher/schema/schema.json"
TARGET = Path(__file__).with_name("schema.json")

_LENGTH = re.compile(r"\b(\d+)-(\d+) (characters|bytes)\b( after entit)?", re.IGNORECASE)
_ITEMS = re.compile(r"\b(\d+)-(\d+) [a-z]+")
_AT_MOST = re.compile(r"\b(?:[Aa]t most|up to) (\d+) ")
_VALUES = re.compile(r"(?<![\d*] )\b(\d+)-(\d+)\b(?! \*)|between (\d+) and (\d+) if specified")
_CONSTANT = re.compile(r"(?:must be|always) '?([a-z0-9_]+)'?$")
_MEMBER = re.compile(r"^ - (\w+)$", re.MULTILINE)


def read_source(path: Path) -> dict[str, Any]:
    """The full schema, from the archive or from the JSON file itself."""
    source: dict[str, Any]
    if path.suffix == ".json":
        source = json.loads(path.read_bytes())
        return source
    with tarfile.open(path) as archive:
        name = next(name for name in archive.getnames() if name.endswith(INSIDE))
        member = archive.extractfile(name)
        assert member is not None
        source = json.loads(member.read())
    return source


def strip(source: dict[str, Any]) -> dict[str, Any]:
    """Only what the lint needs."""
    result: dict[str, Any] = {
        "version": source["api"]["version"],
        "methods": {},
        "types": {},
        "unions": {},
    }
    for entry in (child for group in source["items"] for child in group["children"]):
        name, fields = entry["name"], entry["annotations"]
        members = _MEMBER.findall(entry["description"])
        if entry["category"] == "types" and not fields and members:
            result["unions"][name] = members
        else:
            result[entry["category"]][name] = {field["name"]: strip_field(field) for field in fields}
    return result


def strip_field(field: dict[str, Any]) -> list[Any]:
    """`[type, required, limit?]` of a field."""
    type = re.sub(r", | and ", " or ", field["type"])
    required = int(field["required"])
    limit = find_limit(type, field["description"])
    return [type, required] if limit is None else [type, required, limit]


def find_limit(type: str, description: str) -> list[Any] | str | None:
    """The limit a field's description tells of."""
    if type == "String":
        if constant := _CONSTANT.search(description):
            return constant[1]
        if length := _LENGTH.search(description):
            unit = "parsed" if length[4] else length[3].lower()
            return [int(length[1]), int(length[2]), unit]
    elif type.startswith("Array of "):
        if (items := _ITEMS.search(description)) and int(items[1]) < int(items[2]):
            return [int(items[1]), int(items[2]), "items"]
        if most := _AT_MOST.search(description):
            return [0, int(most[1]), "items"]
    elif type in {"Integer", "Float"}:
        ranges = {match.groups() for match in _VALUES.finditer(description)}
        if len(ranges) == 1:
            least, most_value = (int(number) for number in next(iter(ranges)) if number)
            return [least, most_value, "value"]
    return None


def main(source: Path, target: Path = TARGET) -> None:
    """Write the stripped schema: `schema.json` beside this file."""
    stripped = strip(read_source(source))
    target.write_text(json.dumps(stripped, separators=(",", ":")) + "\n", encoding="utf-8")
    counts = f"{len(stripped['methods'])} methods, {len(stripped['types'])} types"
    sys.stdout.write(f"Bot API {stripped['version']}: {counts}, {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
