"""How long a full blueprint takes, against the same charts, paragraphs and tables bare; for few and many."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sqlite_utils import Database

from questionnaires.answers import AnswerTable, Comment
from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.tally import count
from reports.blueprint import blueprint, written
from reports.charts.drawn import rendered_once
from reports.dossier import Dossier
from workshop import config, create_app, demo
from workshop.accounts.store import add_account
from workshop.assessments.importing import add_wave_of
from workshop.blueprints import making
from workshop.commands.bench_bare import Content, content_of, written_bare
from workshop.commands.bench_counting import FUNCTIONS, SENIORITIES, answers_of
from workshop.commands.bench_figures import Ratio
from workshop.commands.bench_office import today
from workshop.commands.bench_results import fill_results
from workshop.commands.bench_roadmap import fill_roadmap
from workshop.commands.bench_strategy import Amount, enlarged, fill_strategy
from workshop.commands.timing import medians
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.engagements.groups import store as groups
from workshop.history.store import Actor
from workshop.jobs.kinds import KINDS
from workshop.jobs.queue import running
from workshop.jobs.queue import store as jobs
from workshop.people.store import add_person

FEW, MANY = 10, 100_000
AMOUNT = Amount(capabilities=60, initiatives=24, rows=60, documents=30)
WRITING, FLAT = 1.5, 1.2
MEMORY = 400_000_000
"""Bytes that the process which makes a document may take."""
REPEATS = 3
_SAID = "We agree on the plan in May, and nobody opens it again before the next one is due."


@dataclass(frozen=True, slots=True)
class _Measured:
    """The engagements of few and of many in their data folder, and the dossier of each."""

    folder: Path
    few: int
    many: int
    dossiers: tuple[Dossier, Dossier]


def table() -> Iterator[str]:
    """Yield what is measured, then the lines of the table, each as soon as it is."""
    pack = enlarged(shipped_pack(demo.pack_name()), AMOUNT.capabilities)
    with TemporaryDirectory(prefix="roadcrew-bench-") as name:
        app = create_app(Path(name))
        try:
            with closing(connect(app.config["DATABASE"])) as db:
                few, many = (_engagement(db, pack, people) for people in (FEW, MANY))
                held = _Measured(Path(name), few, many, (_dossier(db, few), _dossier(db, many)))
                content = _content(held.dossiers[1])
                yield from _told(held.dossiers[1], content)
                yield f"{'ratio':58}{'subject':>12}{'floor':>12}{'ratio':>8}{'bound':>7}"
                yield from map(_line, _writing(held, content))
                yield _line(_drafting(db, held))
            yield from _process(held)
        finally:
            app.extensions["connections"].close_here()


def _engagement(db: Database, pack: MethodPack, people: int) -> int:
    """Store an engagement with all that a document can have, assessed by so many; return its number."""
    now = today()
    with write(db):
        email = f"ines{people}@fenwick.example"
        consultant = add_account(db, email=email, name="Ines Okafor", role="consultant", now=now)
        actor = Actor(consultant, "Ines Okafor")
        made = engagements.add_engagement(
            db,
            client="The measured client",
            function_assessed="marketing",
            consultancy="Fenwick",
            pack=demo.pack_name(),
            now=now,
        )
        engagements.add_member(db, made, consultant)
        groups.add_choices(db, made, "function", FUNCTIONS)
        groups.add_choices(db, made, "seniority", SENIORITIES)
        asked = _people(db, made)
        given = alike(pack, people)
        add_wave_of(db, made, pack, given, count(given), 5, "answers.csv", now)
        fill_strategy(db, made, asked, pack, actor, now, AMOUNT)
        fill_results(db, made, actor, now)
        fill_roadmap(db, made, pack, AMOUNT.initiatives, actor, now)
    return made


def alike(pack: MethodPack, people: int) -> AnswerTable:
    """Return what so many people answered: the same ten over and over, all of whom wrote of something."""
    ten = answers_of(pack, 10)
    times = people // 10
    return AnswerTable(
        respondents=tuple(f"r{number}" for number in range(people)),
        groups={column: values * times for column, values in ten.groups.items()},
        capabilities=ten.capabilities,
        codes=np.tile(ten.codes, times),
        asked=ten.asked,
        comments=tuple(Comment(each, ten.capabilities[0], _SAID) for each in range(people)),
    )


def _people(db: Database, engagement_id: int) -> list[int]:
    return [
        add_person(
            db,
            engagement_id,
            name=f"Person {number}",
            email=f"person{number}@client.example",
            title=f"Head of {number}",
            function_id=None,
            seniority_id=None,
            roles=("interviewee",),
            now=today(),
        )
        for number in range(AMOUNT.interviews)
    ]


def _dossier(db: Database, engagement_id: int) -> Dossier:
    engagement = engagements.engagement(db, engagement_id)
    assert engagement is not None
    found = making.dossier_of(db, engagement, "full", today())
    assert found is not None
    return found[1]


def _content(dossier: Dossier) -> Content:
    """Return what is in the document of a dossier."""
    with rendered_once() as held:
        file = blueprint(dossier)
    return content_of(file, [(each.drawing, each.width) for each in held.values()])


def _told(dossier: Dossier, content: Content) -> Iterator[str]:
    body, pages = written(dossier).extent()
    assert dossier.roadmap is not None
    yield (
        f"A blueprint of {len(dossier.pack.capabilities)} capabilities and"
        f" {len(dossier.roadmap.initiatives)} initiatives: {pages} pages, {body} of them before the"
        f" appendices, {len(content.drawings)} pictures, {len(content.charts)} charts of Word's own,"
        f" {content.tables} tables, {content.paragraphs} paragraphs"
    )


def _writing(held: _Measured, content: Content) -> Iterator[Ratio]:
    """Compare the document of many with the same bare, and with that of few."""
    few, many = (partial(blueprint, each) for each in held.dossiers)
    less, more, bare = medians([few, many, partial(written_bare, content)], REPEATS)
    yield Ratio("the blueprint, against the same written bare", (more, bare), WRITING)
    yield Ratio(f"the blueprint of {MANY:,} respondents, against {FEW}", (more, less), FLAT)


def _drafting(db: Database, held: _Measured) -> Ratio:
    """Compare the job that makes a draft for many with that for few, from the wish to the stored file."""
    few, many = medians([partial(_draft, db, held.few), partial(_draft, db, held.many)], REPEATS)
    return Ratio(f"a draft by its job of {MANY:,} respondents, against {FEW}", (many, few), FLAT)


def _draft(db: Database, engagement_id: int) -> None:
    with write(db):
        making.asked(db, making.DRAFT, engagement_id, "full", today())
    running.run_next(db, KINDS)
    ended = jobs.latest_ended(db, making.DRAFT, making.subject(engagement_id, "full"))
    assert ended is not None
    assert ended.state == "done", ended


def _process(held: _Measured) -> Iterator[str]:
    """Yield what a process of its own takes that makes a draft for many, and what it tells on the way."""
    if sys.platform == "win32":
        yield "How much memory it takes is not told here."
        return
    done = subprocess.run(
        [sys.executable, "-m", "workshop.commands.bench_drafting", str(held.folder), str(held.many)],
        cwd=config.ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    told = json.loads(done.stdout)
    verdict = "holds" if told["memory"] <= MEMORY else "does not hold"
    memory, bound = (f"{each / 1_000_000:,.0f} MB" for each in (told["memory"], MEMORY))
    yield f"{'the most memory of the process that makes it':58}{memory:>12}{'':12}{'':8}{bound:>7}  {verdict}"
    yield f"Its progress is told {told['steps']} times, with at most {told['silence']:.1f} s between."


def _line(ratio: Ratio) -> str:
    subject, floor = (f"{each * 1000:,.2f} ms" for each in ratio.seconds)
    verdict = "holds" if ratio.value <= ratio.bound else "does not hold"
    return f"{ratio.what:58}{subject:>12}{floor:>12}{ratio.value:>8.2f}{ratio.bound:>7.2f}  {verdict}"
