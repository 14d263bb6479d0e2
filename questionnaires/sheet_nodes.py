"""The rows of a pack's sheets become one tree of located nodes, as if the pack had been written in YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from questionnaires.shape import Fault
from questionnaires.sheet_layout import Column, Sheet, inner_sheets, layout

TEXT, LIST, MAPPING = (f"tag:yaml.org,2002:{each}" for each in ("str", "seq", "map"))


class CellMark(yaml.Mark):
    """Where a node stands in a workbook: sheet, row counted from 1, and what is said of the column.

    `known` marks a place whose fault has been recorded already, such as that of a formula.
    """

    def __init__(self, sheet: str, row: int, said: str, known: bool = False) -> None:
        """Hold the place; the line is counted from 0, as in other marks."""
        super().__init__(sheet, 0, row - 1, 0, None, 0)
        self.said, self.known = said, known

    def fault(self, problem: str, remedy: str) -> Fault:
        """Return a fault at this place."""
        return Fault(self.name, self.line + 1, self.said, problem, remedy)


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and its place."""

    text: str
    mark: CellMark


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one part by their headers, and the id of its owner where it has one."""

    mark: CellMark
    cells: Mapping[str, Cell]
    owner: Cell | None = None

    @property
    def empty(self) -> bool:
        """Return whether no cell holds anything."""
        return not any(each.text or each.mark.known for each in self.cells.values())


Tables = Mapping[str, list[Record]]
"""The records of each sheet by its title."""


@dataclass
class Tree:
    """Puts records under their owners; a record whose owner is not there is a fault."""

    tables: Tables
    faults: list[Fault] = field(default_factory=list)
    _by_owner: dict[str, dict[str, list[Record]]] = field(default_factory=dict)

    def root(self) -> yaml.MappingNode:
        """Return the node of the whole pack."""
        for sheet in layout():
            if sheet.owner_header:
                self._check_owners(sheet)
        pack = layout()[0]
        return self._part(pack, self.tables[pack.title][0], set())

    def _check_owners(self, sheet: Sheet) -> None:
        assert sheet.owner is not None
        known = {each.cells["Id"].text for each in self.tables[sheet.owner.title] if "Id" in each.cells}
        named = sheet.owner.part.lower()
        remedy = f"use an id of the sheet {sheet.owner.title!r}"
        owned = self._by_owner.setdefault(sheet.title, {})
        for record in self.tables[sheet.title]:
            assert record.owner is not None
            owner, mark = record.owner.text, record.owner.mark
            owned.setdefault(owner, []).append(record)
            if not owner and not mark.known:
                self.faults.append(mark.fault(f"names no {named}", remedy))
            elif owner and owner not in known:
                self.faults.append(mark.fault(f"there is no {named} {owner[:40]!r}", remedy))

    def _part(self, sheet: Sheet, record: Record, taken: set[str]) -> yaml.MappingNode:
        node = yaml.MappingNode(MAPPING, [], record.mark)
        for column in sheet.columns:
            cell = record.cells[column.header]
            if cell.text or cell.mark.known or column.required:
                self._put(node, column, cell)
        identity = record.cells["Id"].text if "Id" in record.cells else ""
        for inner in inner_sheets(sheet):
            if sheet.form == "keys" or identity not in taken:
                self._put_inner(node, inner, identity, record.mark)
            else:
                # Of two parts with one id the first gets what names it: the second is a fault in itself.
                known = CellMark(sheet.title, record.mark.line + 1, "", known=True)
                _add(node, inner.path, yaml.SequenceNode(LIST, [], known))
        taken.add(identity)
        return node

    def _put(self, part: yaml.MappingNode, column: Column, cell: Cell) -> None:
        """Put the value of a cell into its part."""
        if column.form != "slot":
            _add(part, column.path, self._value(column, cell))
            return
        kind, tag = (yaml.MappingNode, MAPPING) if column.levels else (yaml.SequenceNode, LIST)
        holder = _found(part, column.path) or _add(part, column.path, kind(tag, [], cell.mark))
        key = yaml.ScalarNode(TEXT, str(column.slot), cell.mark)
        holder.value.append((key, _text(cell)) if column.levels else _text(cell))

    def _value(self, column: Column, cell: Cell) -> yaml.Node:
        if column.form == "one" or cell.mark.known:
            return _text(cell)
        if column.form == "lines":
            return yaml.SequenceNode(LIST, [_text(each) for each in _lines(cell)], cell.mark)
        pairs = []
        for line in _lines(cell):
            key, colon, value = (each.strip() for each in line.text.partition(":"))
            if colon:
                pairs.append((_text(Cell(key, line.mark)), _text(Cell(value, line.mark))))
            else:
                said = f"{line.text[:40]!r} has no colon"
                self.faults.append(line.mark.fault(said, "write key and value with a colon between them"))
        return yaml.MappingNode(MAPPING, pairs, cell.mark)

    def _put_inner(self, part: yaml.MappingNode, sheet: Sheet, owner: str, mark: CellMark) -> None:
        """Put the parts of a sheet that belong to this owner into it."""
        records = self.tables[sheet.title]
        if sheet.form == "keys":
            if not self._is_absent(sheet):
                _add(part, sheet.path, self._part(sheet, records[0], set()))
            return
        if sheet.owner_header:
            records = self._by_owner[sheet.title].get(owner, [])
        if not records and not sheet.required:
            return
        here = CellMark(mark.name, mark.line + 1, f"the sheet {sheet.title!r}")
        if sheet.form == "entries":
            pairs = [tuple(_text(each.cells[name]) for name in ("Key", "Text")) for each in records]
            _add(part, sheet.path, yaml.MappingNode(MAPPING, pairs, here))
            return
        taken: set[str] = set()
        parts = [self._part(sheet, each, taken) for each in records]
        _add(part, sheet.path, yaml.SequenceNode(LIST, parts, here))

    def _is_absent(self, sheet: Sheet) -> bool:
        """Return whether a part that may be left out is: its own sheet is empty, and so are those below."""
        return all(each.empty for each in self.tables[sheet.title]) and not any(
            self.tables[each.title] for each in inner_sheets(sheet)
        )


def _lines(cell: Cell) -> Iterator[Cell]:
    """Yield each line of a cell that is not empty."""
    for number, line in enumerate(cell.text.split("\n"), start=1):
        if line.strip():
            said = f"{cell.mark.said}, line {number}"
            yield Cell(line.strip(), CellMark(cell.mark.name, cell.mark.line + 1, said))


def _text(cell: Cell) -> yaml.ScalarNode:
    return yaml.ScalarNode(TEXT, cell.text, cell.mark)


def _found(node: yaml.MappingNode, path: tuple[str, ...]) -> yaml.CollectionNode | None:
    """Return what stands at a path in a mapping."""
    here: yaml.CollectionNode | None = node
    for step in path:
        entries = here.value if here else []
        here = next((value for key, value in entries if key.value == step), None)
    return here


def _add(node: yaml.MappingNode, path: tuple[str, ...], value: yaml.Node) -> yaml.Node:
    """Put a value at a path in a mapping, with the mappings on the way, and return it."""
    for step in path[:-1]:
        inner = _found(node, (step,))
        if inner is None:
            inner = yaml.MappingNode(MAPPING, [], value.start_mark)
            node.value.append((yaml.ScalarNode(TEXT, step, node.start_mark), inner))
        assert isinstance(inner, yaml.MappingNode)
        node = inner
    node.value.append((yaml.ScalarNode(TEXT, path[-1], node.start_mark), value))
    return value
