"""Single answers as they leave: in an order of chance, groups left blank until nobody stands out."""

import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sqlite_utils import Database

from questionnaires.answers import DONT_KNOW, NOT_APPLICABLE, QUESTIONS
from questionnaires.header import RESPONDENT
from questionnaires.known_answers import may_be_known
from questionnaires.pack import LEVELS, MethodPack
from workshop.sealing.blanking import Person, blanked
from workshop.sealing.raw import store
from workshop.sealing.raw.store import RawSheet
from workshop.waves.counting import store as counts
from workshop.waves.store import Item, Wave

_SHOWN = {level: str(level) for level in LEVELS} | {NOT_APPLICABLE: "NA", DONT_KNOW: "DK"}


@dataclass(frozen=True, slots=True)
class RawAnswers:
    """A sheet of answers as `run.py score` reads it, without comments; `left_out` people are not in it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int


def may_leave(wave: Wave) -> bool:
    """Return whether answers may leave at all: after sealing, when figures and names are final."""
    return wave.sealed_at is not None


@dataclass(frozen=True, slots=True)
class Leaving:
    """The single answers of a wave that may leave, each with the groups that it may show.

    `named` are those of people who agreed to it, without what would tell of others. `others` stand in an
    order of chance, and each with a questionnaire that asks what its own does. `left_out` people are not
    among them.
    """

    items: tuple[Item, ...]
    named: tuple[RawSheet, ...]
    others: tuple[RawSheet, ...]
    left_out: int

    @property
    def people(self) -> int:
        """Return how many people's answers leave."""
        return len(self.named) + len(self.others)


def leaving(db: Database, wave: Wave, pack: MethodPack) -> Leaving:
    """Return the single answers of a sealed wave that may leave."""
    asked = {key: frozenset(_in_order(pack, items)) for key, items in store.asked_of(db, wave.id).items()}
    sheets = [
        _only(items, each)
        for each in store.raw_sheets(db, wave.id)
        if _rated(each, items := asked.get(each.questionnaire_id, frozenset()))
    ]
    agreed = [each for each in sheets if each.name is not None]
    named = _beside_figures(db, wave, agreed)
    others = [each for each in sheets if each.name is None]
    kinds = [asked[each.questionnaire_id] for each in others]
    alike = {items: key for key, items in sorted(asked.items(), reverse=True)}
    # Whoever made a file with answers knows those: people who answered here are many by themselves.
    marked = {(kind, each.imported) for kind, each in zip(kinds, others, strict=True)}
    # One set for all who were asked the same: those who are alike are counted by it.
    asked_of = {key: frozenset((item, key[1]) for item in key[0]) for key in marked}
    people = [
        Person(asked_of[kind, each.imported], each.groups) for kind, each in zip(kinds, others, strict=True)
    ]
    kept = [
        replace(each, questionnaire_id=alike[kind], groups=groups)
        for each, kind, groups in zip(others, kinds, blanked(people, wave.threshold), strict=True)
        if groups is not None
    ]
    secrets.SystemRandom().shuffle(kept)
    items = _in_order(pack, {item for each in asked.values() for item in each})
    return Leaving(items, named, tuple(kept), len(sheets) - len(named) - len(kept))


def _beside_figures(db: Database, wave: Wave, named: Sequence[RawSheet]) -> tuple[RawSheet, ...]:
    """Return sheets with a name, without the answers that would tell of others beside the wave's figures."""
    held = counts.shown(db, wave.id)
    if held is None or not named:
        return tuple(named)
    tally = held[0]
    place = {each: at for at, each in enumerate(tally.capabilities)}
    codes = np.zeros((len(place), len(QUESTIONS), len(named)), dtype=np.uint8)
    for person, sheet in enumerate(named):
        for (capability, question), code in sheet.codes.items():
            codes[place[capability], QUESTIONS.index(question), person] = code
    known = may_be_known(tally, [each.groups for each in named], codes, wave.threshold)
    found = [
        {
            (capability, question): code
            for (capability, question), code in sheet.codes.items()
            if known[place[capability], QUESTIONS.index(question), person]
        }
        for person, sheet in enumerate(named)
    ]
    return tuple(
        replace(sheet, codes=codes)
        for sheet, codes in zip(named, found, strict=True)
        if any(each in LEVELS for each in codes.values())
    )


def raw_answers(db: Database, wave: Wave, pack: MethodPack) -> RawAnswers:
    """Return a wave's single answers, by chance each time; nothing before sealing."""
    if not may_leave(wave):
        return RawAnswers((RESPONDENT,), (), 0)
    found = leaving(db, wave, pack)
    columns = sorted({column for each in (*found.named, *found.others) for column in each.groups})
    rows = [
        *_rows(_names(found.named), found.named, columns, found.items),
        *_rows(_labels(len(found.others), found.named), found.others, columns, found.items),
    ]
    header = (RESPONDENT, *columns, *(f"{capability}.{question}" for capability, question in found.items))
    return RawAnswers(header, tuple(rows), found.left_out)


def _in_order(pack: MethodPack, asked: Collection[Item]) -> tuple[Item, ...]:
    """Return the items that were asked, in the order of the method; the charter is none of it."""
    return tuple(
        (each.id, question)
        for each in pack.capabilities
        for question in QUESTIONS
        if (each.id, question) in asked
    )


def _only(items: frozenset[Item], sheet: RawSheet) -> RawSheet:
    """Return a sheet with the answers to some items alone."""
    if sheet.codes.keys() <= items:
        return sheet
    return replace(sheet, codes={item: code for item, code in sheet.codes.items() if item in items})


def _rated(sheet: RawSheet, items: Collection[Item]) -> bool:
    return any(sheet.codes.get(item) in LEVELS for item in items)


def _rows(
    labels: Sequence[str],
    sheets: Sequence[RawSheet],
    columns: Sequence[str],
    items: Sequence[Item],
) -> list[tuple[str, ...]]:
    return [
        (
            label,
            *(sheet.groups.get(column, "") for column in columns),
            *(_SHOWN.get(sheet.codes.get(item, 0), "") for item in items),
        )
        for label, sheet in zip(labels, sheets, strict=True)
    ]


def _names(sheets: Sequence[RawSheet]) -> list[str]:
    """Return a label for each named person, their name; namesakes are numbered."""
    seen: Counter[str] = Counter()
    labels = []
    for each in sheets:
        name = each.name or ""
        seen[name] += 1
        labels.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return labels


def _labels(many: int, named: Sequence[RawSheet]) -> list[str]:
    """Return labels that are nobody's name."""
    taken = {each.name for each in named}
    found: list[str] = []
    number = 0
    while len(found) < many:
        number += 1
        if f"r{number:03}" not in taken:
            found.append(f"r{number:03}")
    return found
