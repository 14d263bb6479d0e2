"""How long a wave of many takes: its pages, beside those of a few, and the job that counts its answers."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from flask import Flask
from sqlite_utils import Database

from questionnaires.answers import CODES, AnswerTable
from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from workshop import create_app, demo
from workshop.accounts.store import add_account
from workshop.answering.store import submit
from workshop.assessments import store as answers
from workshop.commands.bench_figures import SEED, SHARES, Ratio
from workshop.commands.bench_office import today
from workshop.commands.bench_pages import quiet, signed_in
from workshop.commands.timing import medians
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.invitations.store import put_link
from workshop.jobs.kinds import KINDS
from workshop.jobs.queue import running
from workshop.jobs.queue import store as jobs
from workshop.links import new_link
from workshop.people.store import add_person
from workshop.waves import store as waves
from workshop.waves.counting import asking
from workshop.waves.counting import store as counting

FEW, MANY = 10, 100_000
FUNCTIONS, SENIORITIES = ("Marketing", "Sales"), ("Leadership", "Staff")
PAGES = ("assessments.results", "assessments.capability", "engagements.overview")

FLAT = 1.5
COUNTING = 1.3
PAGE_REPEATS, REPEATS = 15, 3


def table() -> Iterator[str]:
    """Yield the lines of the table of ratios, each as soon as it is measured."""
    pack = shipped_pack(demo.pack_name())
    with TemporaryDirectory(prefix="roadcrew-bench-") as folder, quiet():
        app = create_app(Path(folder))
        try:
            with closing(connect(app.config["DATABASE"])) as db:
                consultant, few, many = _fill(db, pack, today())
                yield f"A wave of {MANY:,} people who gave {_answers(db, pack, many):,} answers"
                yield f"{'ratio':58}{'subject':>12}{'floor':>12}{'ratio':>8}{'bound':>7}"
                yield _told(_job(db, many))
            for ratio in _pages(app, pack, consultant, few, many):
                yield _told(ratio)
        finally:
            app.extensions["connections"].close_here()


def answers_of(pack: MethodPack, people: int) -> AnswerTable:
    """Return what so many people answered about today and wanted, in groups of the same size.

    So few that one blank would hide a group leave nothing out.
    """
    chance = np.random.default_rng(SEED)
    shape = (len(pack.capabilities), 3, people)
    shares = SHARES if people > FEW else (0, *SHARES[1:6] / np.sum(SHARES[1:6]), 0, 0)
    codes = chance.choice(CODES, shape, p=shares).astype(np.uint8)
    codes[:, 2] = 0
    asked = np.ones(shape[:2], dtype=np.bool_)
    asked[:, 2] = False
    functions = tuple(FUNCTIONS[2 * place // people] for place in range(people))
    seniorities = tuple(
        SENIORITIES[place % 2 if people > FEW else 2 * place // people] for place in range(people)
    )
    return AnswerTable(
        respondents=tuple(f"r{number}" for number in range(people)),
        groups={"function": functions, "seniority": seniorities},
        capabilities=tuple(each.id for each in pack.capabilities),
        codes=codes,
        asked=asked,
    )


def _fill(db: Database, pack: MethodPack, now: datetime) -> tuple[int, waves.Wave, waves.Wave]:
    """Store a wave of a few and one of many, both closed and counted; return their consultant, and them."""
    with write(db):
        consultant = add_account(
            db, email="ines@fenwick.example", name="Ines Okafor", role="consultant", now=now
        )
        found = [_wave(db, pack, answers_of(pack, people), consultant, now) for people in (FEW, MANY)]
    for wave in found:
        _count(db, wave, now)
    few, many = found
    return consultant, few, many


def _wave(db: Database, pack: MethodPack, given: AnswerTable, consultant: int, now: datetime) -> waves.Wave:
    engagement = engagements.add_engagement(
        db,
        client=f"The client of {len(given.respondents)}",
        function_assessed="marketing",
        consultancy="",
        pack=demo.pack_name(),
        now=now,
    )
    engagements.add_member(db, engagement, consultant)
    made = waves.add_wave(db, engagement, pack, threshold=5, now=now)
    questionnaire = waves.add_questionnaire(db, made, "Everyone", answers.items_of(given))
    answers.put_answers(db, _invited(db, engagement, made, questionnaire, given, now), given)
    waves.record_launch(db, made, None, now)
    waves.record_closure(db, made, None, now)
    found = waves.wave_by_id(db, made)
    assert found is not None
    return found


def _invited(
    db: Database, engagement: int, wave: int, questionnaire: int, given: AnswerTable, now: datetime
) -> list[int]:
    """Store people who were invited to a wave and have finished, and return their sheets."""
    sheets = []
    for place, name in enumerate(given.respondents):
        person = add_person(
            db,
            engagement,
            name=name,
            email=f"{name}@alder.example",
            title="",
            function_id=None,
            seniority_id=None,
            roles=("respondent",),
            now=now,
        )
        put_link(db, person, "questionnaire", new_link(str(place)), now)
        holder = waves.add_participant(db, wave, person, questionnaire)
        sheets.append(waves.add_sheet(db, wave, questionnaire, {}, holder=holder))
        submit(db, sheets[-1], now)
    return sheets


def _count(db: Database, wave: waves.Wave, now: datetime) -> None:
    """Count a wave as its job does, from the wish to the stored tally."""
    with write(db):
        job = asking.asked(db, wave, now)
    if not asking.done(db, job):
        running.run_next(db, KINDS)
    ended = jobs.latest_ended(db, asking.KIND, wave.id)
    assert ended is not None
    assert ended.state == "done"


def _job(db: Database, wave: waves.Wave) -> Ratio:
    """Compare the job that counts a wave with the database's plain count of the same rows."""
    subject, floor = medians(
        [partial(_count, db, wave, today()), partial(counting.plain_count, db, wave.id)], REPEATS
    )
    return Ratio(f"counting {MANY:,} respondents, against SQLite's own count", (subject, floor), COUNTING)


def _pages(
    app: Flask, pack: MethodPack, consultant: int, few: waves.Wave, many: waves.Wave
) -> Iterator[Ratio]:
    """Compare pages of the wave of many with those of the wave of a few."""
    client, _ = signed_in(app, consultant)
    for view in PAGES:
        with app.test_request_context():
            named: dict[str, Any] = (
                {"capability_id": pack.capabilities[0].id} if view.endswith("capability") else {}
            )
            addresses = [app.url_for(view, engagement_id=each.engagement_id, **named) for each in (many, few)]
        pages = [partial(client.get, each) for each in addresses]
        assert all(page().status_code == 200 for page in pages)
        subject, floor = medians(pages, PAGE_REPEATS)
        yield Ratio(f"{view} of {MANY:,} respondents, against {FEW}", (subject, floor), FLAT)


def _answers(db: Database, pack: MethodPack, wave: waves.Wave) -> int:
    held = counting.shown(db, wave.id)
    assert held is not None
    return int(held[0].codes[0, :, :, 1:].sum())


def _told(ratio: Ratio) -> str:
    subject, floor = (f"{each * 1000:,.2f} ms" for each in ratio.seconds)
    verdict = "holds" if ratio.value <= ratio.bound else "does not hold"
    return f"{ratio.what:58}{subject:>12}{floor:>12}{ratio.value:>8.2f}{ratio.bound:>7.2f}  {verdict}"
