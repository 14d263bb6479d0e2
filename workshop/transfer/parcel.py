"""The file of an engagement: a ZIP with a manifest, its tables as lines of JSON, and the client's logo."""

import hashlib
import zipfile
import zlib
from collections.abc import Collection, Mapping
from datetime import datetime
from io import BytesIO

import msgspec

from workshop.dates import as_text
from workshop.transfer.faults import Fault, FileFaults
from workshop.transfer.tables import CARRIED, Table

FORMAT = 1
MANIFEST = "manifest.json"
LOGO = "logo.png"
MAX_ZIPPED = 64 * 1024 * 1024
MAX_UNZIPPED = 512 * 1024 * 1024
_MAX_MANIFEST = 256 * 1024
_MAX_MEMBERS = 100
_MAX_DIRECTORY = 64 * 1024
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


class Parcel(msgspec.Struct, frozen=True):
    """A file that was opened: its manifest and the bytes of its parts; `older` where tables have changed."""

    manifest: Manifest
    parts: Mapping[str, bytes]
    older: bool


def part_of(table: Table) -> str:
    """Return the name of the file that holds the rows of a table."""
    return f"{table.name}.jsonl"


PARTS = (*(part_of(table) for table in CARRIED), LOGO)
"""The files that there may be beside the manifest."""


def packed(
    parts: Mapping[str, bytes], *, program: str, client: str, changes: Collection[str], now: datetime
) -> bytes:
    """Return the ZIP file of an engagement, the same for the same parts and moment."""
    manifest = Manifest(
        FORMAT,
        program,
        as_text(now),
        client,
        tuple(changes),
        {
            name: Part(1 if name == LOGO else data.count(b"\n"), hashlib.sha256(data).hexdigest())
            for name, data in parts.items()
        },
    )
    told = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in {MANIFEST: told, **parts}.items():
            info = zipfile.ZipInfo(name, now.timetuple()[:6])
            info.external_attr = 0o600 << 16  # for whoever unpacks it, and for nobody else on their machine
            box.writestr(info, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def opened(data: bytes, known: Collection[str]) -> Parcel:
    """Return what a ZIP file holds; `known` are the changes that the tables here have gone through.

    What the file claims is checked before anything is unpacked, and again while it is. Raises FileFaults.
    """
    if len(data) > MAX_ZIPPED:
        raise _refused(f"The file is larger than {MAX_ZIPPED // 2**20} MB.")
    _check_end(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as box:
            members = _members(box)
            manifest = _manifest(_unpacked(box, members.pop(MANIFEST)), known)
            _check_names(members, manifest)
            parts = {name: _unpacked(box, info) for name, info in members.items()}
    except _BROKEN:
        raise _refused(DAMAGED) from None
    for name, part in manifest.parts.items():
        if hashlib.sha256(parts[name]).hexdigest() != part.sha256:
            raise _refused("is not as it was when the file was made. Export the engagement again.", name)
    return Parcel(manifest, parts, older=not set(known) <= set(manifest.changes))


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
    members = {info.filename: info for info in listed}
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
    if manifest.format != FORMAT:
        raise _refused(NO_FILE)
    if not set(manifest.changes) <= set(known):
        raise _refused(NEWER)
    return manifest


def _check_names(members: Collection[str], manifest: Manifest) -> None:
    """Refuse a box whose members are not those of its manifest, or not those that there may be."""
    strange = sorted({*members, *manifest.parts} - {*PARTS})
    if strange:
        raise _refused(f"The file holds {strange[0][:60]!r}, which no export writes. Use it as it was.")
    if missing := sorted(set(manifest.parts) ^ set(members)):
        raise _refused("is missing from the file, or from its manifest. Export it again.", missing[0])
