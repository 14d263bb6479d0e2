"""A .docx from elsewhere, opened with suspicion: bounded, without entities, nothing run or fetched."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

MOST_BYTES = 20_000_000
"""The largest file that is looked into."""
_MOST_UNPACKED = 80_000_000
_MOST_XML = 16_000_000
_MOST_READ = 40_000_000
"""Of all that is in it so much is read at most; pictures of the text are not."""
_MOST_ENTRIES = 1_500
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
"""How old .doc files begin, and .docx files behind a password."""
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.ASCII)
_ENCODINGS = (b"utf-8", b"us-ascii", b"ascii")
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class TemplateFaults(ValueError):
    """What is wrong with a template: `faults` are sentences, each with its remedy."""

    def __init__(self, *faults: str) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(faults))
        self.faults = faults


class ClientPackage:
    """The parts of a file; TemplateFaults where it cannot be opened safely."""

    def __init__(self, blob: bytes) -> None:
        """Open the file and look at what it holds, without unpacking it."""
        if len(blob) > MOST_BYTES:
            raise TemplateFaults(
                f"The file is larger than {MOST_BYTES // 1_000_000} MB; take out pictures and save it again."
            )
        if blob.startswith(_OLD):
            raise TemplateFaults(
                "The file is an old .doc, or a password protects it; save it as .docx without a password."
            )
        try:
            self._zip = ZipFile(BytesIO(blob))
        except (BadZipFile, NotImplementedError, ValueError, OSError):
            raise TemplateFaults("The file is no .docx; save it in Word as Word Document (.docx).") from None
        self._entries = _listed(self._zip.infolist())
        self._left = _MOST_READ

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._entries)

    def size(self, name: str) -> int:
        """Return how large a part says that it is unpacked; no more of it is ever read. 0 without one."""
        entry = self._entries.get(name)
        return 0 if entry is None else entry.file_size

    def part(self, name: str) -> bytes | None:
        """Return a part, None where there is no such; TemplateFaults where it is too large or damaged."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(min(_MOST_XML, self._left) + 1)
        except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
            raise TemplateFaults("The file is damaged; open it in Word and save it again.") from None
        except Exception as fault:
            # zlib, bz2 and lzma each have errors of their own for what cannot be unpacked.
            if type(fault).__module__ in ("zlib", "_lzma", "bz2", "lzma"):
                raise TemplateFaults("The file is damaged; open it in Word and save it again.") from None
            raise
        if len(content) > min(_MOST_XML, self._left):
            raise TemplateFaults("The file unpacks to more than a document needs; save an emptier one.")
        self._left -= len(content)
        return content

    def xml(self, name: str) -> etree._Element | None:
        """Return a part as XML, None where there is none; TemplateFaults where it is damaged or has a DTD."""
        content = self.part(name)
        return None if content is None else _parsed(content)

    def content_types(self) -> dict[str, str]:
        """Return the content type of each part that has one of its own, by its name."""
        types = self.xml("[Content_Types].xml")
        if types is None:
            raise TemplateFaults("The file is no .docx; save it in Word as Word Document (.docx).")
        return {
            str(each.get("PartName")).lstrip("/"): str(each.get("ContentType"))
            for each in types.iter(f"{_CONTENT_TYPES}Override")
        }

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """Return the relations of a part, of the package for "": kind, target, whether it is outside."""
        folder, _, file = name.rpartition("/")
        path = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        found = self.xml(path)
        if found is None:
            return {}
        return {
            str(each.get("Id")): (
                str(each.get("Type")).rpartition("/")[2],
                str(each.get("Target")),
                each.get("TargetMode") == "External",
            )
            for each in found.iter(f"{_RELATIONS}Relationship")
        }

    def related(self, name: str, kind: str) -> etree._Element | None:
        """Return the part of a kind that a part is related to, as XML."""
        for found, target, outside in self.relations(name).values():
            if found == kind and not outside:
                return self.xml(path_of(name, target))
        return None


def path_of(name: str, target: str) -> str:
    """Return the name of a part from the target of a relation that another part has."""
    if target.startswith("/"):
        return target.lstrip("/")
    steps = name.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _listed(entries: list[ZipInfo]) -> dict[str, ZipInfo]:
    """Return the entries by name; TemplateFaults for names and sizes that no word processor writes."""
    strange = "The file is packed in a way that Word does not; open it in Word and save it again."
    if len(entries) > _MOST_ENTRIES or sum(each.file_size for each in entries) > 2 * _MOST_UNPACKED:
        raise TemplateFaults("The file unpacks to more than a document needs; save an emptier one.")
    found: dict[str, ZipInfo] = {}
    for each in entries:
        steps = each.filename.split("/")
        if each.filename.startswith("/") or "\\" in each.filename or ".." in steps or ":" in steps[0]:
            raise TemplateFaults(strange)
        if each.filename in found:
            raise TemplateFaults(strange)
        if each.flag_bits & 1:
            raise TemplateFaults("A password protects the file; save it without one.")
        found[each.filename] = each
    return found


def _parsed(content: bytes) -> etree._Element:
    damaged = "The file is damaged; open it in Word and save it again."
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if b"\x00" in content or (declared and declared[1].lower() not in _ENCODINGS):
        # Word writes UTF-8; anything else could hide what is looked for here.
        raise TemplateFaults(damaged)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise TemplateFaults("The file holds a document type definition, which Word never writes.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise TemplateFaults(damaged) from None
