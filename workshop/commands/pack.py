"""Check a method pack, make one, look at one, or carry it through a spreadsheet.

A pack is a folder of YAML files or a workbook of sheets; PACK may also be the name of one that is shipped.
"""

import json
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from questionnaires.loading import PackFaults
from questionnaires.pack_files import to_yaml
from questionnaires.pack_schema import PARTS, pack_schema
from questionnaires.pack_sheets import UnwritableText, from_workbook, to_workbook
from questionnaires.pack_starter import starter_files
from workshop.commands.files import (
    check_new_folder,
    check_output,
    read_file,
    write_file,
    write_folder,
    write_output,
)
from workshop.commands.named_pack import WHICH, named_pack, read_pack
from workshop.commands.pack_outline import counts, outline
from workshop.commands.refusal import Refused, printable, refused_faults

WIDTHS = (80, 100)
"""The narrowest and the widest outline; between them the terminal decides."""


def arguments(parser: ArgumentParser) -> None:
    """Add the actions, each with arguments of its own."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)

    def action(name: str, act: Callable[[Namespace], int], about: str) -> ArgumentParser:
        added = actions.add_parser(name, help=about, description=act.__doc__, allow_abbrev=False)
        added.set_defaults(act=act)
        return added

    check = action("check", _check, "list every fault of a pack")
    check.add_argument("pack", metavar="PATH", help=f"the pack: {WHICH}")
    new = action("new", _new, "write a small pack to start from")
    new.add_argument("folder", metavar="DIR", type=Path, help="a folder that is empty or not yet there")
    show = action("show", _show, "print the outline of a pack")
    show.add_argument("pack", metavar="PACK", help=f"the pack: {WHICH}")
    outward = action("to-xlsx", _to_xlsx, "write a pack as a workbook")
    outward.add_argument("pack", metavar="PACK", help=f"the pack: {WHICH}")
    outward.add_argument("file", metavar="FILE", type=Path, help="the workbook to write (.xlsx)")
    inward = action("from-xlsx", _from_xlsx, "write a workbook as a pack of YAML files")
    inward.add_argument("file", metavar="FILE", type=Path, help="the workbook to read (.xlsx)")
    inward.add_argument("folder", metavar="DIR", type=Path, help="a folder that is empty or not yet there")
    schema = action("schema", _schema, "write the JSON Schema of the format, for editors")
    schema.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="the file to write, else the standard output"
    )
    schema.add_argument(
        "--part",
        choices=tuple(PARTS),
        default="pack",
        help="what the files that use it hold (default: pack, as in pack.yaml)",
    )


def run(options: Namespace) -> int:
    """Do what the action says and return its exit code."""
    return int(options.act(options))


def _check(options: Namespace) -> int:
    """List every fault of a pack, one a line, or say that there is none; 2 where there are any."""
    try:
        pack = read_pack(options.pack)
    except PackFaults as found:
        for fault in found.faults:
            print(printable(str(fault)))
        total = len(found.faults)
        print(printable(f"{'One fault' if total == 1 else f'{total:,} faults'} in {options.pack}."))
        return 2
    print(printable(f"No fault in {pack.title} ({pack.id}, version {pack.version})."))
    print(f"It has {counts(pack)}.")
    return 0


def _new(options: Namespace) -> int:
    """Write a small, valid pack whose comments explain every key."""
    files = starter_files()
    write_folder(options.folder, files)
    print(printable(f"{options.folder}: a small pack in {len(files)} files; begin with pack.yaml."))
    return 0


def _show(options: Namespace) -> int:
    """Print the outline of a pack."""
    columns = shutil.get_terminal_size().columns
    print(outline(named_pack(options.pack), max(WIDTHS[0], min(WIDTHS[1], columns))))
    return 0


def _to_xlsx(options: Namespace) -> int:
    """Write a pack as a workbook, which from-xlsx turns back into the same pack."""
    if options.file.suffix.lower() != ".xlsx":
        raise Refused(f"{options.file} must end in .xlsx; give the workbook such a name.")
    check_output(options.file, Path(options.pack))
    pack = named_pack(options.pack)
    try:
        book = to_workbook(pack)
    except UnwritableText as unfit:
        raise Refused(f"The pack in {options.pack} cannot be a workbook: {unfit}") from unfit
    write_file(options.file, book)
    print(printable(f"{options.file}: {pack.title} {pack.version}, {counts(pack)}"))
    return 0


def _from_xlsx(options: Namespace) -> int:
    """Write a workbook as a pack of YAML files; every fault of it is listed, and nothing is written then."""
    check_new_folder(options.folder)
    try:
        pack = from_workbook(read_file(options.file))
    except PackFaults as faults:
        raise refused_faults(f"The pack in {options.file}", faults.faults) from faults
    files = to_yaml(pack)
    write_folder(options.folder, files)
    print(printable(f"{options.folder}: {pack.title} {pack.version} in {len(files)} files"))
    return 0


def _schema(options: Namespace) -> int:
    """Write the JSON Schema of the format, with which editors check a file and propose keys."""
    schema = json.dumps(pack_schema(options.part), indent=2, ensure_ascii=False).encode() + b"\n"
    if options.file is None:
        write_output(schema)
    else:
        check_output(options.file)
        write_file(options.file, schema)
        print(printable(f"{options.file}: the schema of {options.part}"))
    return 0
