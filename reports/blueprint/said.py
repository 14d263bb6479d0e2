"""What leaders said, in the words that consent allows: quotes, sources, and when the interviews were."""

from collections import Counter
from collections.abc import Sequence

from questionnaires.quoting import Shown
from reports.days import dated, span
from reports.marks import Evidence
from reports.strategy import Interviews, Sources
from reports.word.document import WordDocument
from reports.word.runs import BREAK, Prose, Run
from reports.wording import counted, plural, raised, set_apart, spelled, spelled_out

NO_SOURCE = "No source is named"
MOST_QUOTES = 3
_CONSENT = "quoted with consent"


def write_quotes(document: WordDocument, quotes: Sequence[Shown], on: str = "") -> None:
    """Write the first few quotes, each with who said it; `on` says what about."""
    for each in quotes[:MOST_QUOTES]:
        said = Evidence.quote(f"“{each.text}”", f"{raised(set_apart(each.attribution))}; {_CONSENT}")
        document.write("Quote", (f"“{each.text}”", document.mark(said)))
        document.write("Quote Source", f"{set_apart(each.attribution)}; {on and f'{on}, '}{_CONSENT}")


def sources_said(sources: Sources) -> list[str]:
    """Return what something rests on, a line for each kind of source."""
    lines = []
    voices = Counter(each.attribution for each in sources.heard)
    if voices:
        told = (f"{set_apart(name)} ({n})" if n > 1 else set_apart(name) for name, n in voices.items())
        lines.append(f"{plural(voices.total(), 'Interview')}: {'; '.join(told)}")
    if sources.unnamed:
        lines.append(f"{raised(spelled_out(sources.unnamed, 'interview'))}, not to be named")
    if sources.papers:
        papers = (
            f"{set_apart(each.title)}, {dated(each.dated_on)}" if each.dated_on else set_apart(each.title)
            for each in sources.papers
        )
        lines.append(f"{plural(len(sources.papers), 'Document')}: {'; '.join(papers)}")
    return [*lines, *sources.words]


def sources_cell(sources: Sources) -> Prose:
    """Return what something rests on as the content of a cell; where it rests on nothing, that is said."""
    prose: list[str | Run] = []
    for line in sources_said(sources) or [NO_SOURCE]:
        prose += [BREAK, line] if prose else [line]
    return prose


def held(interviews: Interviews) -> str:
    """Return how many interviews were held and when, as the source of what leaders say."""
    if not interviews.planned:
        return "No interview is planned"
    if interviews.first is None or interviews.last is None:
        return f"None of {counted(interviews.planned, 'interview')} held yet"
    told = f"Leadership interviews, {span(interviews.first, interviews.last)}"
    if interviews.under_way:
        so_far = f"{interviews.done} of {interviews.planned} done"
        return f"{told}; {so_far}, {interviews.under_way} under way"
    if interviews.held == interviews.planned:
        return f"{told}; {'one' if interviews.held == 1 else f'all {spelled(interviews.held)}'} held"
    return f"{told}; {interviews.held} of {interviews.planned} held"


def one_line(text: str) -> str:
    """Return a text of several lines on one; each line was something of its own."""
    return "; ".join(line.strip() for line in text.split("\n") if line.strip())
