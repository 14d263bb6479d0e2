"""What an engagement sees of the pool: the figures that stand, without its own client."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from questionnaires.benchmark import Comparison
from questionnaires.benchmark_pool import Beside, Figure, Part, Subject, seen, seen_part, subjects
from questionnaires.pack import MethodPack
from workshop.benchmarks.pool import store
from workshop.benchmarks.pool.choices import NAMES
from workshop.benchmarks.pool.organisations import same_name
from workshop.benchmarks.pool.store import Within
from workshop.engagements.store import Engagement

SOURCE = "Organisations assessed with the same questions"
"""What is named as the source of the pool's figures."""
Seen = Mapping[Subject, Comparison]


@dataclass(frozen=True, slots=True)
class Pool:
    """The pool as an engagement sees it: all organisations, and by part those that are alike."""

    whole: Seen = field(default_factory=dict)
    parts: Mapping[Part, Seen] = field(default_factory=dict)


def pool_of(db: Database, engagement: Engagement, pack: MethodPack) -> Pool:
    """Return what an engagement sees of the pool of its pack."""
    figures = store.figures(db, pack.id)
    if not figures:
        return Pool()
    own = _Own.of(db, engagement)
    known = store.known_within(db, engagement.id, pack.id)
    held = {key: (figure, own.beside(known.get(number, ()))) for key, (number, figure) in figures.items()}
    whole, parts = {}, {}
    for subject in subjects(pack):
        everyone = held.get((subject, Part()))
        if everyone is None or (comparison := seen(*everyone, SOURCE)) is None:
            continue
        whole[subject] = comparison
        for part in _parts_of(subject, held):
            alike = f"{SOURCE}, {named(part)}"
            if comparison := seen_part(held[subject, part], everyone, alike):
                parts.setdefault(part, {})[subject] = comparison
    return Pool(whole, dict(sorted(parts.items(), key=lambda each: _place(each[0]))))


def named(part: Part) -> str:
    """Return a part of the pool in words."""
    return NAMES.get(part.likeness, {}).get(part.value, part.value)


def _parts_of(subject: Subject, held: Mapping[tuple[Subject, Part], tuple[Figure, Beside]]) -> list[Part]:
    return [part for each, part in held if each == subject and part.likeness]


def _place(part: Part) -> tuple[int, int]:
    """Return where a part stands among all, in the order of the lists."""
    names = list(NAMES.get(part.likeness, {}))
    return list(NAMES).index(part.likeness), names.index(part.value) if part.value in names else len(names)


@dataclass(frozen=True, slots=True)
class _Own:
    """By what an engagement finds results of its own client among those that its consultants know.

    A result that others gave of a client of the same name is left out only once this engagement is in the
    pool as that organisation: otherwise whoever names an engagement could see whether a figure changes.
    """

    engagement_id: int
    code: str
    names: frozenset[str]

    @classmethod
    def of(cls, db: Database, engagement: Engagement) -> "_Own":
        share = store.share(db, engagement.id)
        names = {engagement.client, share.organisation if share else ""}
        return cls(engagement.id, share.code if share else "", frozenset(filter(None, map(same_name, names))))

    def beside(self, known: Collection[Within]) -> Beside:
        """Return what an engagement brings to a figure that holds results which its consultants know."""
        codes = {each.organisation for each in known if self._is_own(each)}
        own = tuple(each.tenths for each in known if each.organisation in codes)
        return Beside(len(known), own)

    def _is_own(self, each: Within) -> bool:
        if each.engagement_id == self.engagement_id or each.organisation == self.code:
            return True
        return not self.names.isdisjoint(map(same_name, each.names))
