"""Where a blueprint prints each figure: what stands there, beside what the dossier's JSON alone says should.

A figure is looked up at a place of its own: a cell by its table, row and column, or a sentence made anew.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document as DocxDocument

BREAKS = {"br": "\n", "tab": "\t"}
Traced = tuple[str, str, str]
"""The key of a figure, what should stand at its place, and what does."""


@dataclass(frozen=True)
class Table:
    """A table below the heading it stands under: its head, and its cells by row and column."""

    under: str
    head: tuple[str, ...]
    rows: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Read:
    """A document as it is read: all paragraphs, and the tables in order."""

    texts: tuple[str, ...]
    tables: tuple[Table, ...]

    def cell(self, head: tuple[str, ...], row: str, column: str, under: str = "") -> str:
        """Return a cell of the first table with such a head that has such a row; empty where none has."""
        for each in self.tables:
            if each.head[: len(head)] == head and row in each.rows and under in each.under:
                return each.rows[row].get(column, "")
        return ""

    def one(self, under: str, label: str) -> str:
        """Return the number over a label among the key figures below a heading; empty without."""
        for each in self.tables:
            for cell in each.head if under in each.under and not each.rows else ():
                if cell.partition("\n")[2].startswith(label):
                    return cell.partition("\n")[0]
        return ""

    def stated(self, key: str, sentence: str) -> Traced:
        """Return a sentence that tells a figure, with itself where some paragraph has it, else nothing.

        A number at its end, or at its beginning, is the whole of that number.
        """
        before = r"(?<![\d.,])" if sentence[:1].isdigit() else ""
        after = r"(?![.,]?\d)" if sentence[-1:].isdigit() else ""
        whole = re.compile(f"{before}{re.escape(sentence)}{after}")
        return key, sentence, sentence if any(whole.search(each) for each in self.texts) else ""


def read(document: DocxDocument) -> Read:
    """Return a document as it is read."""
    body, under, tables = document.element.body, "", []
    for element in body:
        style = element.find("{*}pPr/{*}pStyle")
        if element.tag.endswith("}tbl"):
            tables.append(_table(element, under))
        elif style is not None and re.match("Heading1|PartHeading|AppendixPart", style.values()[0]):
            under = _text(element)
    return Read(tuple(_text(each) for each in body.iter("{*}p")), tuple(tables))


def _table(element: Any, under: str) -> Table:
    lines = [
        ["\n".join(_text(p) for p in cell.iter("{*}p")) for cell in row.findall("{*}tc")]
        for row in element.findall("{*}tr")
    ]
    head = tuple(each.replace("\N{SOFT HYPHEN}", "") for each in lines[0])
    named = 1 if "Initiative" in head[1:2] else 0
    rows = {line[named].split("\n")[0]: dict(zip(head, line, strict=False)) for line in reversed(lines[1:])}
    return Table(under, head, rows)


def _text(element: Any) -> str:
    parts = element.iter("{*}t", "{*}br", "{*}tab")
    said = "".join(BREAKS.get(each.tag.rpartition("}")[2]) or each.text or "" for each in parts)
    return said.replace("\N{NO-BREAK SPACE}", " ")


def traced(told: dict[str, Any], document: Read) -> Iterator[Traced]:
    """Yield what a document prints of each figure, beside what the JSON of its dossier says."""
    found = {each["key"]: each["shown"] for each in told["figures"]}
    for source in (_scores, _components, _capabilities, _groups, _strategy, _roadmap, _initiatives, _return):
        yield from source(told, found, document)


def faults(told: dict[str, Any], document: Read) -> set[str]:
    """Return the keys of the figures that a document prints otherwise than the JSON says."""
    return {key for key, expected, stands in traced(told, document) if expected != stands}


Figures = dict[str, str]


def _scores(told: dict[str, Any], found: Figures, document: Read) -> Iterator[Traced]:
    """Yield what is told of everyone in sentences."""
    asked, answered = found.get("asked"), found["answered"]
    said = f"{answered} of {asked} people asked answered"
    if asked == answered:
        said = f"ll {asked} people asked answered"
    for key in ("asked", "answered"):
        yield document.stated(key, said)
    if "overall.current" in found and "overall.target" in found:
        current, target = found["overall.current"], found["overall.target"]
        said = f"stands at {current} of 5 and {target} is wanted."
        yield document.stated("overall.current", said)
        yield document.stated("overall.target", said)
    if "alpha" in found:
        yield document.stated("alpha", f"alpha {found['alpha']}, of")
    others = {found[key] for key in found if key.endswith(".others.n")}
    printed = {one for each in document.texts for one in re.findall(r"Others: (\d+) organisations", each)}
    for key in found:
        if key.endswith(".others.n"):
            yield key, str(sorted(others)), str(sorted(printed))


def _components(told: dict[str, Any], found: Figures, document: Read) -> Iterator[Traced]:
    names = {f"component.{each['id']}": each["name"] for each in told["pack"]["components"]}
    side, sound = ("Component", "n", "Today"), ("Component", "Weight", "Scored")
    columns = {"current": "Today", "target": "Wanted", "gap": "Gap", "ad": "AD", "others": "Others"}
    for key, name in {**names, "overall": "All components"}.items():
        for figure, column in columns.items():
            if f"{key}.{figure}" in found:
                yield f"{key}.{figure}", found[f"{key}.{figure}"], document.cell(side, name, column)
        for figure, column in (("coverage", "Scored"), ("bounds", "Could be"), ("current", "Today")):
            if f"{key}.{figure}" in found:
                yield f"{key}.{figure}", found[f"{key}.{figure}"], document.cell(sound, name, column)
    for key, name in names.items():
        label = f"Current state: {name[0].lower()}{name[1:]}"
        for figure, says in (("current", "level today"), ("target", "level wanted"), ("gap", "gap")):
            if f"{key}.{figure}" in found:
                yield f"{key}.{figure}", found[f"{key}.{figure}"], document.one(label, says)


_SCORES = ("Capability", "n", "Today", "Wanted", "Gap", "n of gap")
_COLUMNS = {
    "current.n": "n", "current": "Today", "target": "Wanted", "gap": "Gap", "gap.n": "n of gap", "ad": "AD",
    "importance": "Importance",
}  # fmt: skip
_JUDGED = {"evidence": "On evidence", "adjustment": "Adjusted", "agreed": "Agreed"}


def _capabilities(told: dict[str, Any], found: Figures, document: Read) -> Iterator[Traced]:
    names = {one["id"]: one["name"] for each in told["pack"]["components"] for one in each["capabilities"]}
    for key, name in names.items():
        for figure, column in _COLUMNS.items():
            shown = found.get(f"capability.{key}.{figure}")
            if shown is not None:
                yield f"capability.{key}.{figure}", shown, document.cell(_SCORES, name, column)
        for kind, column in _JUDGED.items():
            if (shown := found.get(f"capability.{key}.{kind}")) is not None:
                cell = document.cell(("Capability", "Today", "On evidence"), name, column)
                yield f"capability.{key}.{kind}", shown, cell
        others = f"capability.{key}.others"
        if others in found:
            yield others, found[others], document.cell(("Capability", "n", "Today", "Others"), name, "Others")
        yield from _counts(told, key, name, document)


def _counts(told: dict[str, Any], key: str, name: str, document: Read) -> Iterator[Traced]:
    """Yield what the tables of all scores count, from the scores as they lie in the JSON."""
    today = told["scores"]["capabilities"][key]["current"]
    if not today or "counts" not in today:
        return
    n, firm = today["n"], sum(today["counts"][2:])
    share = f"{int(100 * firm / n + 0.5)}%" if n >= 20 else f"{firm} of {n}"
    columns = {"dk": "Don’t know", "na": "Not applicable", "blank": "No answer"}
    for figure, column in columns.items():
        yield f"scores.{key}.{figure}", str(today[figure]), document.cell(_SCORES, name, column)
    yield f"scores.{key}.counts", share, document.cell(_SCORES, name, "Level 3 or above")


def _groups(told: dict[str, Any], found: Figures, document: Read) -> Iterator[Traced]:
    head = ("Capability", "Rates higher")
    names = {one["id"]: one["name"] for each in told["pack"]["components"] for one in each["capabilities"]}
    columns = {"high": "Rates higher", "low": "Rates lower", "levels": "Apart", "delta": "Cliff’s delta"}
    for key, shown in found.items():
        kind, _, rest = key.partition(".")
        if kind == "apart":
            column, capability, figure = rest.split(".")
            yield key, shown, document.cell(head, names[capability], columns[figure]).split("\n")[0]
    for column, groups in told["scores"]["groups"].items():
        said = [one for each in document.texts for one in re.findall(rf"By {column}: ([^.;]*)", each)]
        for value in groups:
            shown = found[f"group.{column}.{value}.n"]
            stands = re.findall(rf"\b{re.escape(value)} (\d+)", " ".join(said))
            yield f"group.{column}.{value}.n", shown, stands[0] if stands else "hidden"


def _strategy(told: dict[str, Any], found: Figures, document: Read) -> Iterator[Traced]:
    for key, shown in found.items():
        kind, _, rest = key.partition(".")
        if kind == "priority":
            number, figure = rest.split(".")
            table = next((each for each in document.tables if each.head[:2] == ("No.", "Priority")), None)
            rows = table.rows if table else {}
            name = told["priority_names"].get(number, number)
            row = next((each for each in rows.values() if each["Priority"] == name), {})
            yield key, shown, row.get("Weight" if figure == "share" else "Points", "")
        elif kind == "alignment":
            names = {o["id"]: o["name"] for each in told["pack"]["components"] for o in each["capabilities"]}
            yield key, shown, document.cell(("Capability", "1"), names.get(rest, rest), "Weight")
        elif kind == "charter":
            sees = r"sees? an? [^.()]*today \(([\d.]+)\)"
            pattern = sees if rest == "current" else rf"{sees} and wants? [^.()]*\(([\d.]+)\)"
            stands = [one.groups()[-1] for each in document.texts for one in re.finditer(pattern, each)]
            yield key, shown, stands[0] if stands else ""


def _roadmap(told: dict[str, Any], found: Figures, document: Read) -> Iterator[Traced]:
    if "roadmap.initiatives" not in found:
        return
    all_of_them, placed = found["roadmap.initiatives"], found["roadmap.placed"]
    count = sum(each.head[:2] == ("Raises", "Today ●") for each in document.tables)
    yield "roadmap.initiatives", all_of_them, str(count)
    order = next((each for each in document.tables if each.head[:3] == ("", "Initiative", "When")), None)
    names = list(order.rows) if order else []
    counted = all_of_them.isdecimal() and placed.isdecimal()
    waits = str(int(all_of_them) - int(placed)) if counted else "no count"
    printed = {each.split(":")[0]: each.split(": ")[1].split(" ")[0] for each in names if ": " in each}
    yield "roadmap.placed", waits, printed.get("Without a place", "0")
    for horizon in ("short", "medium", "long"):
        key = f"roadmap.{horizon}"
        yield key, found[key], printed.get(f"{horizon.capitalize()} term", "0")
    for key, sentence in (
        ("roadmap.one_off", "{} is one-off and"),
        ("roadmap.running", "and {} is running cost"),
        ("roadmap.days", "takes {} person-days"),
        ("roadmap.value", "ogether they are worth {}"),
        ("roadmap.cost", "{} in all to Q"),
    ):
        if key in found:
            yield document.stated(key, sentence.format(found[key]))
    for key, shown in found.items():
        _, figure, year = f"{key}..".split(".")[:3]
        if key.startswith("roadmap.") and year:
            column = {"cost": "Total", "one_off": "One-off", "running": "Running"}[figure]
            cell = document.cell(("Year", "One-off", "Running", "Total"), year, column)
            yield key, _bare(shown), cell


def _initiatives(told: dict[str, Any], found: Figures, document: Read) -> Iterator[Traced]:
    those = told["roadmap"]["initiatives"] if told["roadmap"] else ()
    names = {one["id"]: one["name"] for each in told["pack"]["components"] for one in each["capabilities"]}
    for number, each in enumerate(those, start=1):
        key, under = f"initiative.{each['id']}", f"Initiative {number}:"
        whole, listed = ("", "Initiative", "Value", "Days"), ("", "Initiative", "Component", "Value")
        given = {figure: found.get(f"{key}.{figure}") for figure in ("start", "end", "days", "ratio")}
        yield f"{key}.value", found[f"{key}.value"], document.one(under, "value")
        yield f"{key}.value", found[f"{key}.value"], document.cell(listed, each["title"], "Value")
        yield f"{key}.quarters", found[f"{key}.quarters"], document.one(under, "quarter")
        if given["days"] is not None:
            yield f"{key}.days", given["days"], document.one(under, "person-days")
            yield f"{key}.days", given["days"], document.cell(whole, each["title"], "Days")
        if given["ratio"] is not None:
            yield f"{key}.ratio", given["ratio"], document.cell(listed, each["title"], "Per 10 days")
        if given["start"] is not None:
            start, end = given["start"], given["end"]
            when = start if start == end else f"{start} to {end}"
            yield f"{key}.start", start, document.one(under, "starts")
            cell = document.cell(whole, each["title"], "When").split("\n")[0]
            yield f"{key}.end", when, cell
        yield from _cost(key, under, found, document)
        for lift in each["lifts"]:
            cells = [
                document.cell(("Raises", "Today ●"), names[lift["capability"]], one, under)
                for one in ("From", "To")
            ]
            figure = f"{key}.lift.{lift['capability']}"
            yield figure, found[figure], " to ".join(cells)


def _cost(key: str, under: str, found: Figures, document: Read) -> Iterator[Traced]:
    """Yield what an initiative costs, from the line of its sheet."""
    titles = [place for place, each in enumerate(document.texts) if under in each]
    after = document.texts[titles[-1] :] if titles else ()
    line = next((each for each in after if each.startswith("Cost\t")), "")
    for figure, words in (("one_off", "{} once"), ("running", "{} a year")):
        if (shown := found.get(f"{key}.{figure}")) is not None:
            stands = re.findall(rf"(?:\t|; )([^;\t]*?){words.format('')}", line)
            yield f"{key}.{figure}", shown, stands[0] if stands else ""


def _return(told: dict[str, Any], found: Figures, document: Read) -> Iterator[Traced]:
    rows = {
        "invested": "Investment", "gained": "Outcome", "net": "Net", "share": "Return on the programme",
        "payback": "Payback", "present": "Net, discounted", "marketing": "Return on marketing, last year",
    }  # fmt: skip
    for key, shown in found.items():
        kind, _, rest = key.partition(".")
        if kind == "return" and rest == "marketing":
            yield document.stated(key, f"Return on marketing investment is {shown} today")
        elif kind == "return" and rest[:1].isdigit():
            year, figure = rest.split(".")
            cell = document.cell(("Year", "One-off", "Running", "People"), year, figure.capitalize())
            yield key, _bare(shown), cell
        elif kind == "return":
            case, figure = rest.split(".")
            yield key, shown, document.cell(("", "Low", "Expected", "High"), rows[figure], case.capitalize())


def _bare(amount: str) -> str:
    """Return an amount as tables print it whose head names the currency."""
    return re.sub(r"[^\d,\N{MINUS SIGN}]", "", amount)
