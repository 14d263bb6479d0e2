"""The file of an engagement: a ZIP with a manifest, its tables as lines of JSON, and each file that is kept.

The bytes that a row holds, as those of the logo, are a part of their own, named by table and row.
"""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO

import msgspec

from workshop.dates import as_text
from workshop.documents.files import LARGEST
from workshop.transfer.faults import Fault, FileFaults
from workshop.transfer.tables import BY_NAME, CARRIED, Table

FORMAT = 1
MANIFEST = "manifest.json"
MAX_ZIPPED = 288 * 1024 * 1024
MAX_UNZIPPED = 512 * 1024 * 1024
_MAX_MANIFEST = 512 * 1024
_MAX_MEMBERS = 1_200
"""The tables, and the files of as many documents as an engagement may have."""
_MAX_DIRECTORY = 256 * 1024
_OLDER_LOGO = "logo.png"
"""What the logo's part was called before others held files too."""
_FILE = re.compile(r"files/([a-z_]{1,40})-([1-9][0-9]{0,8})")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)

NO_FILE = "This is not the file of an engagement. Choose the ZIP file that an export handed out."
DAMAGED = "The file is damaged. Hand it over again, or export the engagement again."
NEWER = "The file comes from a later version of Roadcrew. Bring this installation up to date, then try again."


class Part(msgspec.Struct, frozen=True):
    """What the manifest says of another file in the ZIP."""

    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a file says of itself; `changes` are those that the tables had gone through where it was made."""

    format: int
    program: str
    made_at: str
    client: str
    changes: tuple[str, ...]
    parts: Mapping[str, Part]


class Files:
    """The files that rows of tables hold, unpacked one at a time: together they are too many to be kept."""

    def __init__(self, box: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> None:
        """Remember the box and its members by the names that they have today."""
        self._box, self._members = box, members

    def __contains__(self, name: object) -> bool:
        """Return whether there is a file of this name."""
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the files."""
        return iter(self._members)

    def size(self, name: str) -> int:
        """Return how many bytes a file has."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return _unpacked(self._box, self._members[name])


class Parcel(msgspec.Struct, frozen=True):
    """A file that was opened: its manifest, the bytes of its tables, and its files.

    It is `older` where tables have changed since it was made.
    """

    manifest: Manifest
    parts: Mapping[str, bytes]
    files: Files
    older: bool


def part_of(table: Table) -> str:
    """Return the name of the part that holds the rows of a table."""
    return f"{table.name}.jsonl"


def file_of(table: Table, row: int) -> str:
    """Return the name of the part that holds the bytes of a table's row, counted from 1."""
    return f"files/{table.name}-{row}"


PARTS = tuple(part_of(table) for table in CARRIED)
"""The parts with rows that there may be beside the manifest."""


def packed(
    parts: Iterable[tuple[str, bytes]], *, program: str, client: str, changes: Collection[str], now: datetime
) -> bytes:
    """Return the ZIP file of an engagement, the same for the same parts and moment.

    Each part is packed as it comes and not kept; files are not made smaller, which most of them are already.
    """
    out, told = BytesIO(), {}
    with zipfile.ZipFile(out, "w") as box:
        for name, data in parts:
            is_file = _FILE.fullmatch(name) is not None
            told[name] = Part(1 if is_file else data.count(b"\n"), hashlib.sha256(data).hexdigest())
            _pack(box, name, data, now, zipfile.ZIP_STORED if is_file else zipfile.ZIP_DEFLATED)
        manifest = Manifest(FORMAT, program, as_text(now), client, tuple(changes), told)
        document = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        _pack(box, MANIFEST, document, now, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def opened(data: bytes, known: Collection[str]) -> Parcel:
    """Return what a ZIP file holds; `known` are the changes that the tables here have gone through.

    What the file claims is checked before anything is unpacked, and again while it is. Raises FileFaults.
    """
    if len(data) > MAX_ZIPPED:
        raise _refused(f"The file is larger than {MAX_ZIPPED // 2**20} MB.")
    _check_end(data)
    try:
        box = zipfile.ZipFile(BytesIO(data))  # stays open for its files; it holds nothing but memory
        members = _members(box)
        manifest = _manifest(_unpacked(box, members.pop(MANIFEST)), known)
        _check_names(members, manifest)
        parts = {name: _unpacked(box, info) for name, info in members.items() if name in PARTS}
        files = Files(box, {name: info for name, info in members.items() if name not in parts})
        for name, part in manifest.parts.items():
            found = parts[name] if name in parts else files.read(name)
            if hashlib.sha256(found).hexdigest() != part.sha256:
                said = "is not as it was when the file was made. Export the engagement again."
                raise _refused(said, name)
    except _BROKEN:
        raise _refused(DAMAGED) from None
    return Parcel(manifest, parts, files, older=not set(known) <= set(manifest.changes))


def _pack(box: zipfile.ZipFile, name: str, data: bytes, now: datetime, method: int) -> None:
    info = zipfile.ZipInfo(name, now.timetuple()[:6])
    info.external_attr = 0o600 << 16  # for whoever unpacks it, and for nobody else on their machine
    box.writestr(info, data, method)


def _today(name: str) -> str:
    """Return the name that a part has today."""
    return file_of(BY_NAME["logo"], 1) if name == _OLDER_LOGO else name


def _refused(said: str, part: str = "") -> FileFaults:
    return FileFaults([Fault(said, part)])


def _check_end(data: bytes) -> None:
    """Refuse what does not end as an export does, or lists so much that reading the list would hurt."""
    if not data.startswith(b"PK\x03\x04"):
        raise _refused(NO_FILE)
    end = data[-22:]
    if not (end.startswith(b"PK\x05\x06") and end.endswith(b"\0\0")):
        raise _refused(DAMAGED)
    larger_than_it_may_be = data[-42:].startswith(b"PK\x06\x07")  # where the list of a huge ZIP file stands
    if larger_than_it_may_be or int.from_bytes(end[12:16], "little") > _MAX_DIRECTORY:
        raise _refused(NO_FILE)


def _members(box: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return what is in the box by name; refused where it would not fit, or no export wrote it."""
    listed = box.infolist()
    members = {_today(info.filename): info for info in listed}
    if MANIFEST not in members or len(listed) > _MAX_MEMBERS or len(members) != len(listed):
        raise _refused(NO_FILE)
    if any(info.flag_bits & 1 for info in listed):
        raise _refused("The file is locked with a password. Unlock it, or export the engagement again.")
    if any(info.compress_type not in _METHODS for info in listed):
        raise _refused("The file was packed again by another program. Use it as the export handed it out.")
    if members[MANIFEST].file_size > _MAX_MANIFEST:
        raise _refused(NO_FILE)
    if sum(info.file_size for info in listed) > MAX_UNZIPPED:
        raise _refused(f"Unpacked, the file is larger than {MAX_UNZIPPED // 2**20} MB.")
    return members


def _unpacked(box: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes, no more than it claimed; refused where it holds something else."""
    with box.open(info) as member:
        data = member.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise _refused(DAMAGED)
    return data


def _manifest(data: bytes, known: Collection[str]) -> Manifest:
    """Return the manifest; refused where it is none, or where a later version wrote it."""
    try:
        claims = msgspec.json.decode(data, type=dict[str, object])
    except (ValueError, RecursionError):
        raise _refused(NO_FILE) from None
    number = claims.get("format")
    if isinstance(number, int) and number > FORMAT:
        raise _refused(NEWER)
    try:
        manifest = msgspec.convert(claims, Manifest)
    except msgspec.ValidationError:
        raise _refused(NO_FILE) from None
    parts = {_today(name): part for name, part in manifest.parts.items()}
    if manifest.format != FORMAT or len(parts) != len(manifest.parts):
        raise _refused(NO_FILE)
    if not set(manifest.changes) <= set(known):
        raise _refused(NEWER)
    return msgspec.structs.replace(manifest, parts=parts)


def _check_names(members: Mapping[str, zipfile.ZipInfo], manifest: Manifest) -> None:
    """Refuse a box whose members are not those of its manifest, or not those that there may be."""
    strange = sorted(each for each in {*members, *manifest.parts} - {*PARTS} if not _is_file(each))
    if strange:
        raise _refused(f"The file holds {strange[0][:60]!r}, which no export writes. Use it as it was.")
    if missing := sorted(set(manifest.parts) ^ set(members)):
        raise _refused("is missing from the file, or from its manifest. Export it again.", missing[0])
    for name, info in members.items():
        if _is_file(name) and info.file_size > LARGEST:
            raise _refused(f"is larger than {LARGEST // 2**20} MB.", name)


def _is_file(name: str) -> bool:
    """Return whether a part is the file of a row: one of a table that has such."""
    found = _FILE.fullmatch(name)
    table = BY_NAME.get(found[1]) if found else None
    return table is not None and table.travels and table.bytes_column is not None
