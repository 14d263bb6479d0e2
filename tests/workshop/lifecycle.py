"""What a wave and its participants should hold, in plain dicts: what the real app is tried against."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workshop.sealing.blanking import Person, blanked
from workshop.waves.store import Item

CAPABILITIES = ("A1", "A2", "B1")
ITEMS: list[Item] = [(each, question) for each in CAPABILITIES for question in ("current", "target")]
LEVELS = range(1, 6)
NOT_APPLICABLE, DONT_KNOW = 6, 7
OLDEST_HOURS = 60 * 24
INSTEAD = {"na": NOT_APPLICABLE, "dk": DONT_KNOW}
Moment = tuple[int, int]
"""Minus the hours that an answer waited, then the step it came in: as the server's clock would have it."""
NEVER: Moment = (-(10**9), 0)


@dataclass
class Shown:
    """A page of questions as somebody has it in front of them, and what it showed."""

    page: str
    codes: dict[Item, int]
    comments: dict[str, str]
    reasons: dict[str, str]


@dataclass
class Member:
    """A participant: their address, their sheet, and what should be stored on it."""

    name: str
    address: str
    sheet: int
    groups: dict[str, str]
    given: dict[Item, tuple[Moment, int]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    reasons_given: dict[str, Moment] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    picks: frozenset[str] = frozenset()
    picks_given: Moment = NEVER
    submitted: bool = False
    turns: dict[str, int] = field(default_factory=dict)
    before: Shown | None = None

    @property
    def codes(self) -> dict[Item, int]:
        """Return the answers without those that were taken back."""
        return {item: code for item, (_, code) in self.given.items() if code}

    @property
    def rated(self) -> bool:
        return any(code in LEVELS for code in self.codes.values())

    @property
    def answered(self) -> bool:
        return self.rated or bool(self.picks)

    def answer(self, codes: dict[Item, int], moment: Moment, reasons: dict[str, str] | None = None) -> None:
        """Let what was given last stand, item by item; of the same moment, what came later."""
        for item, code in codes.items():
            if item not in self.given or moment >= self.given[item][0]:
                self.given[item] = moment, code
        for capability, text in (reasons or {}).items():
            if moment >= self.reasons_given.get(capability, NEVER):
                self.reasons_given[capability] = moment
                self.reasons[capability] = text
        self.reasons = {each: text for each, text in self.reasons.items() if text}
        if codes or reasons:
            self.drop_reasons()

    def drop_reasons(self) -> None:
        """A reason goes with the answer that it explains, and is taken back at the moment of its last one."""
        explained = {item[0] for item, code in self.codes.items() if code == NOT_APPLICABLE}
        for gone in self.reasons.keys() - explained:
            last = max((moment for item, (moment, _) in self.given.items() if item[0] == gone), default=NEVER)
            self.reasons_given[gone] = max(self.reasons_given.get(gone, NEVER), last)
            del self.reasons[gone]

    def pick(self, chosen: frozenset[str], moment: Moment) -> None:
        if moment >= self.picks_given:
            self.picks, self.picks_given = chosen, moment

    def comment(self, capability: str, text: str, was: str) -> None:
        """Replace the text that was known; keep both where another device had changed it."""
        stored = self.comments.get(capability, "")
        if text == stored or was == stored or not stored or text.startswith(stored):
            stands = text
        elif not text or text in stored.split("\n\n"):
            stands = stored
        else:
            stands = f"{stored}\n\n{text}"
        self.comments = {each: said for each, said in self.comments.items() if each != capability}
        if stands:
            self.comments[capability] = stands


def instead(capability: str, codes: dict[Item, int]) -> int:
    """Return what a page shows as checked in place of levels."""
    found = (codes.get((capability, question), 0) for question in ("current", "target"))
    return next((code for code in found if code > max(LEVELS)), 0)


def checked(capability: str, codes: dict[Item, int]) -> dict[Item, int]:
    """Return the levels that a page shows as checked, 0 for none."""
    items = [(capability, question) for question in ("current", "target")]
    return {item: codes.get(item, 0) if codes.get(item, 0) in LEVELS else 0 for item in items}


def asked_for(
    capability: str, shown: dict[Item, int], levels: dict[Item, int], other: int
) -> dict[Item, int]:
    """Return what a form changes of one capability: whichever of levels and their stand-in is new counts."""
    new_level = any(code and code != shown.get(item, 0) for item, code in levels.items())
    stays = other == instead(capability, shown) and any(levels.values())
    wanted = dict.fromkeys(levels, other) if other and not new_level and not stays else levels
    return {item: code for item, code in wanted.items() if code != shown.get(item, 0)}


def leaving(members: Iterable[Member], threshold: int) -> list[tuple[str, ...]]:
    """Return the rows that may leave after sealing, in order: the function, then an answer for each item."""
    rated = [each for each in members if each.rated]
    told = blanked([Person(frozenset({"everything"}), each.groups) for each in rated], threshold)
    words = {0: "", NOT_APPLICABLE: "NA", DONT_KNOW: "DK"} | {level: str(level) for level in LEVELS}
    return sorted(
        (groups.get("function", ""), *(words[each.codes.get(item, 0)] for item in ITEMS))
        for each, groups in zip(rated, told, strict=True)
        if groups is not None
    )
