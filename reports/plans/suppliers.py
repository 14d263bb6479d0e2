"""What the supplier plan says, in words."""

from dataclasses import dataclass

from questionnaires.pack import MethodPack
from questionnaires.roadmap.plan import Roadmap
from questionnaires.roadmap.plans import Engaged, Plans
from reports.days import dated
from reports.facts.saying import brief
from reports.money import Money
from reports.plans.naming import component_name, named
from reports.plans.timeline import Bar, Mark, Strip, Timeline
from reports.wording import counted, listed, raised, set_apart, spelled, spelled_out

TO_BE_CHOSEN = "To be chosen"


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier: what kind of work, when, for which initiatives, what these spend, and its contracts."""

    name: str
    kind: str
    when: str
    works: str
    spent: str
    contracts: str
    late: bool


@dataclass(frozen=True, slots=True)
class SuppliersTold:
    """The supplier plan as it is told."""

    finding: str
    timeline: Timeline
    rows: tuple[SupplierRow, ...]
    remarks: tuple[tuple[str, str], ...]


def suppliers_told(pack: MethodPack, roadmap: Roadmap, plans: Plans, money: Money) -> SuppliersTold | None:
    """Return what the supplier plan says; None where no initiative that has a place needs a supplier."""
    if not plans.suppliers:
        return None
    names = plans.capital.names
    rows = tuple(_row(each, pack, plans, money) for each in plans.suppliers)
    strips = tuple(_strip(each, row, plans) for each, row in zip(plans.suppliers, rows, strict=True))
    note = "From the first to the last quarter of their initiatives; mark = a contract ends before that"
    timeline = Timeline(names, plans.capital.years, _title(plans), note, strips, "contract ends")
    return SuppliersTold(f"{_title(plans)}.", timeline, rows, tuple(_remarks(roadmap, plans)))


def _title(plans: Plans) -> str:
    known = [each for each in plans.suppliers if each.supplier]
    open_ = sum(len(each.works) for each in plans.suppliers if not each.supplier)
    needed = f"{spelled_out(open_, 'initiative')} on suppliers {'names' if open_ == 1 else 'name'} none yet"
    if not known:
        return raised(needed)
    first = min(known, key=lambda each: each.start)
    number = spelled_out(len(known), "supplier")
    verb = "is" if len(known) == 1 else "are"
    start = plans.capital.names[first.start - 1]
    said = f"{raised(number)} {verb} needed, {'' if len(known) == 1 else 'the first '}from {start}"
    return f"{said}; {needed}" if open_ else said


def _row(each: Engaged, pack: MethodPack, plans: Plans, money: Money) -> SupplierRow:
    kinds = dict.fromkeys(component_name(pack, one.initiative.component) for one in each.works)
    names = plans.capital.names
    first, last = names[each.start - 1], names[min(each.end, len(names)) - 1]
    return SupplierRow(
        set_apart(brief(each.supplier)) or TO_BE_CHOSEN,
        listed(list(kinds)),
        first if first == last else f"{first} to {last}",
        named([one.initiative.title for one in each.works], 3),
        money.shown(sum(one.spent for one in each.works)),
        _contracts(each),
        bool(each.ending(plans.last_days)),
    )


def _contracts(each: Engaged) -> str:
    if not each.supplier:
        return ""
    if not each.contracts:
        return "no contract known"
    dates = sorted({one.ends_on for one in each.contracts if one.ends_on})
    return listed([dated(one) for one in dates]) if dates else "no end stated"


def _strip(each: Engaged, row: SupplierRow, plans: Plans) -> Strip:
    marks = tuple(
        Mark(next(number for number, last in enumerate(plans.last_days, 1) if one.ends_on <= last), "warning")
        for one in each.ending(plans.last_days)
        if one.ends_on
    )
    end = min(each.end, len(plans.last_days))
    late = ", a contract ends before" if row.late else ""
    said = f"{row.name}: {row.when}{late}"
    bar = Bar(each.start, end, "dark" if each.supplier else "open")
    return Strip(row.name, row.kind, said, (bar,), marks, row.contracts, hot=row.late)


def _remarks(roadmap: Roadmap, plans: Plans) -> list[tuple[str, str]]:
    remarks = []
    late = [each for each in plans.suppliers if each.ending(plans.last_days)]
    if late:
        number = sum(len(each.ending(plans.last_days)) for each in late)
        verb = "ends" if number == 1 else "end"
        said = listed([set_apart(brief(each.supplier)) for each in late[:3]])
        remarks.append(
            (
                "Contracts",
                f"{raised(spelled_out(number, 'contract'))} {verb} before the work does ({said}). "
                "Renew or tender in time.",
            )
        )
    unknown = [each for each in plans.suppliers if each.supplier and not each.contracts]
    if unknown:
        number = len(unknown)
        verb = "stands" if number == 1 else "stand"
        remarks.append(
            (
                "Not known",
                f"{raised(spelled_out(number, 'supplier'))} {verb} in no row of the supplier worksheet, "
                "so no contract end is compared. Add them there.",
            )
        )
    without = sum(not each.supplier for each in roadmap.in_order)
    if without:
        of = counted(len(roadmap.in_order), "initiative")
        part = spelled(without) if without < len(roadmap.in_order) else "all"
        verb = "names" if without == 1 else "name"
        remarks.append(("No supplier", f"{raised(part)} of {of} {verb} no supplier."))
    return remarks
