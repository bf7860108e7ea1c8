"""Where a key stands in a TOML file: tomllib does not say, and a person has to find it."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*([\w.-]+)\s*=")
_ERROR_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


class Lines:
    """The lines of one file by the path of the key that they hold."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._at: dict[Path, int] = {(): 1}
        tables: Counter[str] = Counter()
        inside: Path = ()
        for number, line in enumerate(self._lines, 1):
            if header := _HEADER.match(line):
                inside = tuple(header[2].split("."))
                if header[1] == "[[":
                    inside = (*inside, tables[header[2]])
                    tables[header[2]] += 1
                self._at[inside] = number
            elif key := _KEY.match(line):
                path = (*inside, *key[1].split("."))
                # phone.display = "..." also says where phone begins.
                for length in range(len(inside) + 1, len(path) + 1):
                    self._at.setdefault(path[:length], number)

    def of(self, path: Path, value: str | None = None) -> int:
        """The line of this key or of what it would be part of; with a value, that value's line."""
        while path not in self._at:
            path = path[:-1]
        start = self._at[path]
        if value is not None:
            for number, line in enumerate(self._lines[start - 1 :], start):
                if number > start and (_HEADER.match(line) or _KEY.match(line)):
                    break
                if f'"{value}"' in line:
                    return number
        return start

    def of_error(self, message: str) -> tuple[int, str]:
        """The line that a syntax error of tomllib names, and its message without the place."""
        found = _ERROR_AT.search(message)
        line = int(found[1]) if found and found[1] else len(self._lines)
        return line, _ERROR_AT.sub("", message)
