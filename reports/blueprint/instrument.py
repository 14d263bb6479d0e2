"""What was asked: each question with its five levels, in the words that people read."""

from questionnaires.pack import LEVELS, Capability, Component
from reports.dossier import Dossier
from reports.evidence import asked_for_importance, asked_for_target
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, Run, strong
from reports.word.tables import Column
from reports.wording import counted, listed, lowered

_QUESTION = 52.0


def write_instrument(document: WordDocument, dossier: Dossier) -> None:
    """Write the appendix, a table for each component."""
    pack = dossier.pack
    document.chapter("What was asked", finding(dossier))
    asked = ["Where does it stand today?"]
    asked += ["Where should it stand?"] if asked_for_target(dossier.scores) else []
    asked += ["How important is it?"] if asked_for_importance(dossier.scores) else []
    document.labelled("Of each capability", " ".join(asked))
    document.labelled(
        "Answers", "A level from 1 to 5, “don’t know”, or “not applicable”; any may be left out."
    )
    for each in pack.components:
        _write_component(document, dossier, each)


def finding(dossier: Dossier) -> str:
    """Return how many capabilities the questionnaire asks about, each with its levels."""
    pack = dossier.pack
    were = "was" if len(pack.capabilities) == 1 else "were"
    names = listed([lowered(name) for name in (pack.level_names[0], pack.level_names[-1])])
    return (
        f"{counted(len(pack.capabilities), 'capability')} {were} rated on five described levels, "
        f"{names.replace(' and ', ' to ')}."
    )


def _write_component(document: WordDocument, dossier: Dossier, component: Component) -> None:
    columns = (Column("Capability and question", _QUESTION), Column("Levels", TEXT_WIDTH - _QUESTION))
    rows = [_row(each) for each in component.capabilities]
    source = f"{dossier.pack.title}, version {dossier.pack.version}."
    document.table(f"Questions on {lowered(component.name)}", columns, rows, source)


def _row(capability: Capability) -> list[Prose]:
    levels: list[str | Run] = []
    for level in LEVELS:
        levels += [*([BREAK] if levels else []), strong(f"{level}\N{EN SPACE}"), capability.levels[level]]
    return [[strong(capability.name), BREAK, capability.question], levels]
