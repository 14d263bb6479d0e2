"""What strategy rests on, as a document may tell it: every name and every quote passes the gate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from questionnaires import quoting
from questionnaires.quoting import Shown, Withheld
from reports.strategy import Paper, Sources
from workshop.quotes import store as quotes
from workshop.quotes.showing import Gate, gate_of
from workshop.quotes.store import Passage
from workshop.sources.store import Source

BROADER = "A member of the leadership team"
"""The role of an interviewee whose own title would name them."""
_INTERVIEW = "Interview"


@dataclass(frozen=True, slots=True)
class Telling:
    """What may be told of an engagement's sources, as its people and their consents stand now."""

    gate: Gate
    passages: Mapping[int, Passage]

    def sources(self, found: Iterable[Source]) -> Sources:
        """Return sources as they may be named; someone who may be named in one way is so named once."""
        heard: dict[tuple[int, str], Shown] = {}
        unnamed: set[int] = set()
        papers, words = [], []
        for each in found:
            if each.kind == "document":
                papers.append(Paper(each.text, each.dated_on))
            elif each.kind == "words":
                words.append(each.text)
            else:
                interview, shown = self._heard(each)
                if isinstance(shown, Shown):
                    heard.setdefault((interview, shown.attribution), Shown(_INTERVIEW, shown.attribution))
                else:
                    unnamed.add(interview)
        return Sources(tuple(heard.values()), len(unnamed), tuple(papers), tuple(words))

    def quotes(self, found: Iterable[Source], told: set[int]) -> tuple[Shown, ...]:
        """Return the quotes among sources that pass the gate, without those in `told`; adds them there."""
        passed = []
        for each in found:
            if each.kind == "passage" and each.kind_id in self.passages and each.kind_id not in told:
                shown = self.gate.judged(self.passages[each.kind_id])
                if isinstance(shown, Shown):
                    passed.append(replace(shown, mark=self.passages[each.kind_id].mark))
                    told.add(each.kind_id)
        return tuple(passed)

    def _heard(self, source: Source) -> tuple[int, Shown | Withheld]:
        """Return the interview that a source comes from, and how it may be named."""
        if source.kind == "interview":
            return source.kind_id, self._named(source)
        passage = self.passages.get(source.kind_id)
        if passage is None:
            return -source.id, Withheld("not in source")
        return passage.interview_id, self.gate.judged(passage)

    def _named(self, source: Source) -> Shown | Withheld:
        """Return how an interview may be named: where the title would tell who it is, by a broader role."""
        found: Shown | Withheld = Withheld("no role")
        for role in ("", BROADER) if source.consent == "role" else ("",):
            found = quoting.shown(
                _INTERVIEW,
                source.consent,
                name=source.name,
                title=source.title,
                shown_as=role,
                holders=quoting.holders_of(source.title, self.gate.titles),
                approval="unasked",
            )
            if isinstance(found, Shown):
                break
        return found


def telling_of(db: Database, engagement_id: int) -> Telling:
    """Return what may be told of an engagement's sources."""
    passages = {each.id: each for each in quotes.passages(db, engagement_id)}
    return Telling(gate_of(db, engagement_id), passages)
