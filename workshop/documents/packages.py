"""What a package of Office is by what it says inside: a document, a workbook or slides, without programs.

It is unpacked once, piece by piece, to see that it holds what it claims and no more than anyone would make.
"""

import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

MAX_UNPACKED = 256 * 1024 * 1024
MAX_PARTS = 5_000
_MAX_DIRECTORY = 1024 * 1024
_MAX_TYPES = 1024 * 1024
_TYPES = "[Content_Types].xml"
_PIECE = 1 << 16
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    f"{_OFFICE}wordprocessingml.document.main+xml": "docx",
    f"{_OFFICE}spreadsheetml.sheet.main+xml": "xlsx",
    f"{_OFFICE}presentationml.presentation.main+xml": "pptx",
}
_PROGRAMS = ("macroenabled", "macrosheet", "intlmacrosheet", "vbaproject", "vbadata", "activex")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
    expat.ExpatError, UnicodeError,
)  # fmt: skip

PROGRAMS = "This file holds macros, which are programs."
DAMAGED = "This file is damaged, or packed as no Office program does."


class NoPackage(ValueError):
    """Says why bytes that begin as a package are not taken."""


def kind_of_package(data: bytes) -> str:
    """Return docx, xlsx or pptx, whichever a package says that it is; NoPackage for everything else."""
    _check_end(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as box:
            listed = box.infolist()
            if len({each.filename for each in listed}) != len(listed) or len(listed) > MAX_PARTS:
                raise NoPackage(DAMAGED)
            if sum(each.file_size for each in listed) > MAX_UNPACKED:
                raise NoPackage(f"This file unpacks to more than {MAX_UNPACKED // 2**20} MB.")
            if any(each.flag_bits & 1 for each in listed):
                raise NoPackage("This file is locked with a password.")
            types = _types(box)
            _unpack(box, listed)
    except NoPackage:
        raise
    except _BROKEN as error:
        raise NoPackage(DAMAGED) from error
    told = " ".join([*types, *(each.filename for each in listed)]).lower()
    if any(each in told for each in _PROGRAMS):
        raise NoPackage(PROGRAMS)
    kinds = {_MAIN[each] for each in types if each in _MAIN}
    if len(kinds) != 1:
        raise NoPackage("This file is packed, but is no document, workbook or slides.")
    return kinds.pop()


def _check_end(data: bytes) -> None:
    """Refuse what does not end where its list of parts does, or whose list is too long to be read."""
    end = data[-22:]
    if not end.startswith(b"PK\x05\x06") or int.from_bytes(end[12:16], "little") > _MAX_DIRECTORY:
        raise NoPackage(DAMAGED)


def _unpack(box: zipfile.ZipFile, listed: list[zipfile.ZipInfo]) -> None:
    """Read every part to its end, a piece at a time; one that is not what it claims to be raises an error."""
    for info in listed:
        with box.open(info) as part:
            while part.read(_PIECE):
                pass


def _types(box: zipfile.ZipFile) -> list[str]:
    """Return the media types that a package says its parts have."""
    try:
        info = box.getinfo(_TYPES)
    except KeyError:
        raise NoPackage("This file is packed, but is no document, workbook or slides.") from None
    if info.file_size > _MAX_TYPES:
        raise NoPackage(DAMAGED)
    found: list[str] = []

    def started(_name: str, attributes: dict[str, str]) -> None:
        found.append(attributes.get("ContentType", ""))

    def declared(*_declaration: object) -> None:
        raise NoPackage(DAMAGED)  # what a document declares for itself, it can repeat without end

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = started, declared
    with box.open(info) as part:
        parser.Parse(part.read(_MAX_TYPES), True)
    return found
