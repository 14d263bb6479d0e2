"""Files of engagements taken apart, changed, and sealed again as if nothing had happened."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from io import BytesIO

Parts = dict[str, bytes]
MANIFEST = "manifest.json"


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(data)) as box:
        return {name: box.read(name) for name in box.namelist()}


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as box:
        for name, data in parts.items():
            box.writestr(name, data)
    return out.getvalue()


def sealed(parts: Parts) -> bytes:
    """Return a file whose manifest fits its parts, whatever they are."""
    manifest = json.loads(parts[MANIFEST])
    manifest["parts"] = {
        name: {
            "rows": 1 if name.startswith("files/") else data.count(b"\n"),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for name, data in parts.items()
        if name != MANIFEST
    }
    return zipped({**parts, MANIFEST: json.dumps(manifest).encode()})


def with_manifest(data: bytes, **changed: object) -> bytes:
    parts = parts_of(data)
    return zipped({**parts, MANIFEST: json.dumps({**json.loads(parts[MANIFEST]), **changed}).encode()})


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(data)
    return sealed({**parts, name: change(parts[name])})


def with_rows(data: bytes, table: str, change: Callable[[list[dict[str, object]]], object]) -> bytes:
    """Return the file with the rows of one table changed in place, or replaced by what is returned."""

    def changed(part: bytes) -> bytes:
        rows = [json.loads(line) for line in part.splitlines()]
        given = change(rows)
        return b"".join(
            json.dumps(row).encode() + b"\n" for row in (given if isinstance(given, list) else rows)
        )

    return with_part(data, f"{table}.jsonl", changed)


def with_value(data: bytes, table: str, column: str, value: object, row: int = 0) -> bytes:
    def change(rows: list[dict[str, object]]) -> None:
        rows[row][column] = value

    return with_rows(data, table, change)
