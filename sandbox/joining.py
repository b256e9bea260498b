"""The page's modules as one script: one request instead of fifty, and nobody has to build anything.

Every module becomes a function that gives what it exports, after those it imports. Only the forms the page uses are
understood: `import { a } from './b.js';`, `import * as b from './b.js';` and `export` before a function, class or const.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r"^import (?:\* as (\w+)|\{([^}]*)\}) from '\./(\w+)\.js';$", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def joined(folder: Path, first: str) -> str:
    """The module of that name with all it needs; raises `ValueError` for a circle or a form not understood."""
    done: dict[str, str] = {}
    _join(folder, first, done, ())
    return "".join(done.values())


def _join(folder: Path, name: str, done: dict[str, str], above: tuple[str, ...]) -> None:
    if name in done:
        return
    if name in above:
        raise ValueError(f"modules import each other in a circle: {' → '.join((*above, name))}")
    source = (folder / f"{name}.js").read_text(encoding="utf-8")
    for found in _IMPORT.finditer(source):
        _join(folder, found[3], done, (*above, name))
    exports = [found[2] for found in _EXPORT.finditer(source)]
    body = _EXPORT.sub(r"\1", _IMPORT.sub(_constant, source))
    if left := _LEFT.search(body):
        raise ValueError(f"{name}.js: this cannot be joined: {left[0]}")
    done[name] = f"const ${name} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();\n"


def _constant(found: re.Match[str]) -> str:
    whole, names, module = found.groups()
    return f"const {whole} = ${module};" if whole else f"const {{{names.replace(' as ', ': ')}}} = ${module};"
