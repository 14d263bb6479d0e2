"""How long figures and documents take, as ratios to what could not be quicker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import docx
import numpy as np
from docx.image.image import Image
from matplotlib.figure import Figure

from questionnaires.answers import CODES, QUESTIONS, AnswerTable, Comment
from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.reading import read_answers
from questionnaires.scoring import score
from questionnaires.tally import count
from reports.blueprint import blueprint
from reports.dossier import Dossier
from workshop import demo
from workshop.commands.timing import medians

SEED = 20261
PEOPLE = (100, 1_000, 10_000, 100_000)
FUNCTIONS = ("Marketing", "Sales", "Finance", "IT")
SENIORITIES = ("Leadership", "Staff")
SHARES = (0.04, 0.12, 0.22, 0.28, 0.18, 0.08, 0.04, 0.04)
"""How often each code is drawn: blank, levels 1 to 5, not applicable, don't know."""

FLAT = 1.5
COUNTING = 3.0
WRITING = 1.6


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured ratio, what it is of, and the most it may be; `seconds` are the subject's, the floor's."""

    what: str
    seconds: tuple[float, float]
    bound: float

    @property
    def value(self) -> float:
        """Return the subject's time over the floor's."""
        return self.seconds[0] / self.seconds[1]


def table() -> Iterator[str]:
    """Yield the lines of the table of ratios, each as soon as it is measured."""
    pack = shipped_pack(demo.pack_name())
    yield f"{'ratio':58}{'subject':>12}{'floor':>12}{'ratio':>8}{'bound':>7}"
    for measured in (_scoring, _counting, _writing):
        for ratio in measured(pack):
            subject, floor = (f"{each * 1000:,.2f} ms" for each in ratio.seconds)
            verdict = "holds" if ratio.value <= ratio.bound else "does not hold"
            yield f"{ratio.what:58}{subject:>12}{floor:>12}{ratio.value:>8.2f}{ratio.bound:>7.2f}  {verdict}"


def made_up(
    pack: MethodPack,
    people: int,
    functions: Sequence[str] = FUNCTIONS,
    seniorities: Sequence[str] = SENIORITIES,
    comments: Sequence[Comment] = (),
) -> AnswerTable:
    """Return the answers of so many people, by function and seniority, the same every time."""
    chance = np.random.default_rng(SEED)
    shape = (len(pack.capabilities), len(QUESTIONS), people)
    held = {
        "function": tuple(map(str, chance.choice(functions, people))),
        "seniority": tuple(map(str, chance.choice(seniorities, people))),
    }
    return AnswerTable(
        respondents=tuple(f"r{number}" for number in range(people)),
        groups=held,
        capabilities=tuple(each.id for each in pack.capabilities),
        codes=chance.choice(CODES, shape, p=SHARES).astype(np.uint8),
        asked=np.ones(shape[:2], dtype=np.bool_),
        comments=tuple(comments),
    )


def _scoring(pack: MethodPack) -> list[Ratio]:
    """Compare scoring, once counted, with scoring the fewest people: it should not depend on how many."""
    tallies = [count(made_up(pack, people)) for people in PEOPLE]
    fewest, *more = medians([partial(score, pack, tally) for tally in tallies], 15)
    return [
        Ratio(f"scoring {people:,} respondents, against {PEOPLE[0]:,}", (seconds, fewest), FLAT)
        for people, seconds in zip(PEOPLE[1:], more, strict=True)
    ]


def _counting(pack: MethodPack) -> list[Ratio]:
    """Compare counting everything with numpy's plain count of the same array."""
    table = made_up(pack, PEOPLE[-1])
    flat = table.codes.ravel()
    subject, floor = medians([lambda: count(table), lambda: np.bincount(flat, minlength=CODES)], 7)
    return [Ratio(f"counting {PEOPLE[-1]:,} respondents, against numpy.bincount", (subject, floor), COUNTING)]


def _writing(pack: MethodPack) -> list[Ratio]:
    """Compare the blueprint with as many bare charts of the same size, and a bare document."""
    dossier = Dossier(
        client=demo.client_name(),
        consultancy=demo.consultancy_name(),
        pack=pack,
        scores=score(pack, count(read_answers(demo.answers(), pack))),
        issued=date(2026, 10, 12),
        assessed="October 2026",
    )
    sizes = _picture_sizes(blueprint(dossier))
    subject, floor = medians([lambda: blueprint(dossier), lambda: _bare(sizes)], 5)
    what = f"the blueprint, against {len(sizes)} bare charts and a bare document"
    return [Ratio(what, (subject, floor), WRITING)]


def _picture_sizes(document: bytes) -> list[tuple[int, int, int]]:
    """Return the width and height in pixels and the dpi of each picture in a Word document."""
    sizes = []
    with ZipFile(BytesIO(document)) as parts:
        for name in parts.namelist():
            if name.startswith("word/media/"):
                picture = Image.from_blob(parts.read(name))
                sizes.append((picture.px_width, picture.px_height, picture.horz_dpi))
    return sizes


def _bare(sizes: Sequence[tuple[int, int, int]]) -> None:
    """Draw a bare chart of each size, and save a bare document."""
    for width, height, dpi in sizes:
        figure = Figure(figsize=(width / dpi, height / dpi), dpi=dpi)
        figure.add_subplot().bar(range(5), range(5))
        figure.savefig(BytesIO(), format="png")
    docx.Document().save(BytesIO())
