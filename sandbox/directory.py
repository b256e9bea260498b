"""A directory on disk: `telegram.sqlite3` with one row per thing, and files by what is in them, in `files/`.

A row is written whole or not at all, and rows of one moment together: SQLite sees to it. The content of a file is there
before the row that speaks of it, written elsewhere first and then renamed. What cannot be understood is left alone.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Container, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from sandbox.files import digest_of

FORMAT = 1
"""Of the rows. Whoever changes what a record means adds one, and reads the older ones too."""
_OURS = 0x54475358  # "TGSX": so that nobody else's database is taken for ours
_TABLE = "CREATE TABLE things (n INTEGER PRIMARY KEY, kind TEXT, id TEXT, json TEXT, UNIQUE (kind, id))"
_PUT = (
    "INSERT INTO things (kind, id, json) VALUES (?, ?, ?) "
    "ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json"
)

Key = tuple[str, str]
"""Kind and id of a row."""


@dataclass(slots=True)
class Batch:
    """Rows as JSON by kind and id (None: gone), the content of new files by digest, and whether all else is forgotten."""

    rows: dict[Key, str | None] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    emptied: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.rows) or self.emptied


class Unreadable(Exception):
    """The directory cannot be used; says why. Nothing in it was changed."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder} cannot be used: {why}")


class Directory:
    """An open directory; nobody else can open it meanwhile. Raises `Unreadable`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._contents = folder / "files"
        self._one_by_one = Lock()
        try:
            self._contents.mkdir(parents=True, exist_ok=True)
            self._rows = self._open(folder / "telegram.sqlite3")
        except (OSError, sqlite3.Error) as error:
            raise self.unreadable(_why(error)) from error

    def unreadable(self, why: str) -> Unreadable:
        """The complaint about this directory."""
        return Unreadable(self.folder, why)

    def _open(self, file: Path) -> sqlite3.Connection:
        is_empty = not file.exists() or not file.stat().st_size
        if is_empty and any(self._contents.iterdir()):
            raise self.unreadable("there are files, but not the database that knows them (telegram.sqlite3)")
        rows = sqlite3.connect(file, timeout=2, isolation_level=None, check_same_thread=False)
        try:
            rows.execute("PRAGMA locking_mode = EXCLUSIVE")
            rows.execute("BEGIN EXCLUSIVE")
            if not rows.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                rows.execute(f"PRAGMA application_id = {_OURS}")
                rows.execute(f"PRAGMA user_version = {FORMAT}")
                rows.execute(_TABLE)
            self._check(rows)
            rows.execute("COMMIT")
            rows.execute("PRAGMA journal_mode = WAL")
            rows.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            rows.close()
            raise
        return rows

    def _check(self, rows: sqlite3.Connection) -> None:
        """See that it is ours, not newer than we are, and whole."""
        facts = [rows.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        if facts[0] != _OURS:
            raise self.unreadable("telegram.sqlite3 is not a sandbox's database")
        if facts[1] > FORMAT:
            raise self.unreadable(
                f"it was written by a newer sandbox (format {facts[1]}, this one knows {FORMAT})"
            )
        damage = rows.execute("PRAGMA quick_check(1)").fetchone()[0]
        if damage != "ok":
            raise self.unreadable(f"telegram.sqlite3 is damaged: {damage}")

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Kind, id and JSON of everything, in the order it came into being. Raises `Unreadable`."""
        try:
            yield from self._rows.execute("SELECT kind, id, json FROM things ORDER BY n")
        except sqlite3.Error as error:
            raise self.unreadable(_why(error)) from error

    def content(self, digest: str) -> bytes:
        """What is in a file; raises `Unreadable` when it is not what it was."""
        try:
            data = (self._contents / digest).read_bytes()
        except OSError as error:
            raise self.unreadable(f"files/{digest}: {_why(error)}") from error
        if digest_of(data).hex() != digest:
            raise self.unreadable(f"files/{digest} is damaged")
        return data

    def write(self, batch: Batch) -> None:
        """Write what is new, all or nothing. Raises sqlite3.Error or OSError."""
        with self._one_by_one:
            for digest, data in batch.contents.items():
                self._keep(digest, data)
            with closing(self._rows.cursor()) as cursor:
                cursor.execute("BEGIN IMMEDIATE")
                try:
                    _write_rows(cursor, batch)
                    cursor.execute("COMMIT")
                except BaseException:
                    if self._rows.in_transaction:
                        cursor.execute("ROLLBACK")
                    raise
            if batch.emptied:
                self._sweep(batch.contents)

    def _keep(self, digest: str, data: bytes) -> None:
        file = self._contents / digest
        if file.exists():
            return
        unfinished = file.with_suffix(".part")
        with unfinished.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)

    def _sweep(self, kept: Container[str]) -> None:
        for file in self._contents.iterdir():
            if file.name not in kept:
                file.unlink(missing_ok=True)

    def close(self) -> None:
        """Let others have it."""
        self._rows.close()


def _write_rows(cursor: sqlite3.Cursor, batch: Batch) -> None:
    if batch.emptied:
        cursor.execute("DELETE FROM things")
    cursor.executemany(_PUT, [(*key, json) for key, json in batch.rows.items() if json is not None])
    gone = [key for key, json in batch.rows.items() if json is None]
    cursor.executemany("DELETE FROM things WHERE kind = ? AND id = ?", gone)


def _why(error: Exception) -> str:
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return "another sandbox is using it"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"telegram.sqlite3: {error}"
