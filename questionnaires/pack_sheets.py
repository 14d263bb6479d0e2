"""A method pack as a workbook, one sheet for each kind of part, and back without loss."""

from typing import Any

import msgspec
import yaml

from questionnaires.consistency import check_consistency
from questionnaires.loading import PackFaults
from questionnaires.pack import MethodPack
from questionnaires.shape import BROKEN, Fault, Located, Shape
from questionnaires.sheet_layout import layout
from questionnaires.sheet_nodes import CellMark, Tree
from questionnaires.sheet_tables import Tables
from questionnaires.sheet_writing import UnwritableText, write_workbook
from questionnaires.spreadsheet import NotASpreadsheet, read_sheets

__all__ = ["UnwritableText", "from_workbook", "to_workbook"]


def to_workbook(pack: MethodPack) -> bytes:
    """Return an XLSX workbook of the pack; UnwritableText where a text does not fit into a cell."""
    return write_workbook(pack)


def from_workbook(data: bytes) -> MethodPack:
    """Return the pack in an XLSX workbook.

    PackFaults otherwise: the file of a fault is the sheet, its line the row, its path the column. Where
    sheets or columns are missing, the cells are not judged yet, since much would seem to be missing too.
    """
    try:
        tables = Tables(read_sheets(data))
    except NotASpreadsheet as error:
        problem, _, remedy = str(error).partition(". ")
        raise PackFaults([Fault("workbook", 0, "", problem, remedy.rstrip("."))]) from None
    if tables.broken:
        raise PackFaults(_ordered(tables.faults))
    tree = Tree(tables.records, tables.faults)
    root = tree.root()
    shape = _CellShape({}, tree.faults)
    plain = shape.read(Located("", root), msgspec.inspect.type_info(MethodPack), "")
    check_consistency(plain, shape)
    if shape.faults:
        raise PackFaults(_ordered(shape.faults))
    return msgspec.convert(plain, MethodPack)


class _CellShape(Shape):
    """Names sheet, row and column where the other names file, line and path."""

    def read(self, place: Located, kind: msgspec.inspect.Type, path: str) -> Any:
        """Return the plain value of a node; each knows its own sheet."""
        return super().read(_at_home(place.node), kind, path)

    def fault(self, place: Located, path: str, problem: str, remedy: str) -> Any:
        """Record a fault and return BROKEN; what is known of a place is not said again."""
        mark = place.node.start_mark
        assert isinstance(mark, CellMark)
        if not mark.known:
            self.faults.append(Fault(mark.name, mark.line + 1, mark.said or path, problem, remedy))
        return BROKEN


def _at_home(node: yaml.Node) -> Located:
    return Located(node.start_mark.name, node)


def _ordered(faults: list[Fault]) -> list[Fault]:
    """Return the faults without repetition in the order of the sheets."""
    order = {each.title: number for number, each in enumerate(layout())}
    return sorted(set(faults), key=lambda each: (order.get(each.file, len(order)), each))
