"""A world with something at every address: two engagements, and what hangs in the one of Ines."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from PIL import Image
from sqlite_utils import Database

from questionnaires.roadmap.plan import Effort, Initiative, Lift, Measure, Milestone, Risk, Span
from tests.workshop import world
from tests.workshop.at_the_grid import ROW, cell, hand
from tests.workshop.documented import documented
from tests.workshop.papers_kept import PDF
from tests.workshop.people import ADA, INES, LARS, TOM, account, csrf, signed_in
from workshop.assessments.importing import import_engagement
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.engagements.logos.picture import logo_of
from workshop.engagements.logos.store import put_logo
from workshop.engagements.store import add_engagement
from workshop.history.store import PROGRAM, record
from workshop.interviews.capture.store import put_note
from workshop.interviews.planning.store import Details, add_interview, add_interviewers, set_questions
from workshop.interviews.store import Chosen, Note, interview, notes
from workshop.invitations.store import put_link
from workshop.links import NewLink, new_link
from workshop.mail.store import add_mail
from workshop.outlook.store import add_objective
from workshop.priorities.store import add_priority
from workshop.quotes.store import add_passage, passage, put_answer
from workshop.roadmap.initiatives.store import add as add_initiative
from workshop.roadmap.returns.store import Held, put_figure, put_outcome
from workshop.sources.store import add_source
from workshop.themes.store import add_theme, tag
from workshop.transfer.store import BROUGHT_IN
from workshop.waves import store as waves

NOW = datetime.now(UTC)
OURS, THEIRS = 1, 2
"""The people of the two engagements, one each."""
ASKED, CODE = 9, "K7MPW4XZ"
"""Who answers the wave of the third engagement, and the code of its open door."""
INTERVIEWED = 11
"""Who is interviewed in the first engagement, by Ines."""


@dataclass(frozen=True)
class Place:
    """A data folder, what its addresses hold, and tokens of links by what they are for."""

    folder: Path
    values: dict[str, str]
    tokens: dict[str, str]


def furnished(app: Flask, client: str = world.CLIENT, data: bytes | None = None) -> Place:
    """Fill an empty app's database and return what is where."""
    db = connect(app.config["DATABASE"])
    links = {
        name: new_link(app.config["SECRET_KEY"])
        for name in ("arrive", "birch", "password", "asked", "interviewed")
    }
    try:
        who = {person: account(db, person).id for person in (ADA, INES, TOM, LARS)}
        ours = engagement(db, client, who[INES], data or world.spreadsheet())
        theirs = engagement(db, "Birch Foods", who[TOM], world.spreadsheet())
        with write(db):
            put_people(db, ours, theirs, who[LARS], links)
            mail, own = put_mails(db, ours, who[TOM], links)
            put_questionnaire(db, links["asked"])
            said = put_what_is_said(db, ours, who[INES], links["interviewed"])
    finally:
        db.close()
    values = {
        "engagement_id": str(ours),
        "capability_id": "C3",
        "number": "1",
        "questionnaire_id": "1",
        "code": CODE,
        "address": "A",
        "person_id": str(OURS),
        "mail_id": str(mail),
        "ours_id": str(own),
        "draft_id": drafted(app, ours),
        "account_id": str(who[TOM]),
        "sponsor_id": str(who[LARS]),
        "member_id": str(who[INES]),
        "sign_in": "unknown",
        "ending": "xlsx",
        "kind": "interview",
        **said,
        **put_tables(app, ours),
    }
    return Place(app.config["DATA_FOLDER"], values, {name: link.token for name, link in links.items()})


def engagement(db: Database, client: str, owner: int, data: bytes) -> int:
    person = next(each for each in (INES, TOM) if account(db, each).id == owner)
    return import_engagement(
        db,
        client=client,
        consultancy="Fenwick Hale Advisory",
        pack_name=world.PACK,
        data=data,
        file_name="answers.csv",
        now=NOW,
        actor=account(db, person).actor,
    )


def put_people(db: Database, ours: int, theirs: int, sponsor: int, links: dict[str, NewLink]) -> None:
    now = as_text(NOW)
    db.execute("INSERT INTO sponsorship VALUES (:sponsor, :ours)", {"sponsor": sponsor, "ours": ours})
    for person, where in ((OURS, ours), (THEIRS, theirs)):
        db.execute(
            """
            INSERT INTO person (id, engagement_id, name, email, added_at)
            VALUES (:id, :where, 'Karin Ahl', 'karin@alder.example', :now)""",
            {"id": person, "where": where, "now": now},
        )
        db.execute("INSERT INTO person_role VALUES (:id, 'respondent')", {"id": person})
    db.execute("INSERT INTO export VALUES (:ours, :now, NULL)", {"ours": ours, "now": now})
    record(db, ours, PROGRAM, "engagement", BROUGHT_IN, NOW)
    put_logo(db, ours, logo_of(picture()))
    put_link(db, OURS, "questionnaire", links["arrive"], NOW)
    put_link(db, THEIRS, "questionnaire", links["birch"], NOW)


def put_initiatives(db: Database, ours: int) -> None:
    """Store two initiatives, of which the second rests on the first."""
    made = Initiative(
        id=0, title="Write the stack roadmap", component="A", why="Tools overlap.", quarters=2,
        lifts=(Lift("A1", 2.0, 3.0),), findings=("gap:A1",), deliverables=("A list", "Rules"),
        milestones=(Milestone(2, "Approved"),), measures=(Measure("Spend with a goal", "secondary"),),
        effort=(Effort("Analyst", 1, 5.5),), one_off=Span(5_000, 20_000), risks=(Risk("Nobody reads it"),),
    )  # fmt: skip
    first = add_initiative(db, ours, made, "own", PROGRAM, NOW)
    second = Initiative(id=0, title="Retire what overlaps", component="A", prerequisites=(first,))
    add_initiative(db, ours, second, "own", PROGRAM, NOW)
    put_assumptions(db, ours)


def put_assumptions(db: Database, ours: int) -> None:
    """Store an outcome of the programme, and a discount rate."""
    held = Held(
        name="Hours saved", low=10_000, expected=20_000, high=30_000, counted=1000, lag=0, ramp=1,
        timing="together", initiatives=None, priority=None, reason="Time sheets of four weeks",
    )  # fmt: skip
    put_outcome(db, ours, held, PROGRAM, NOW)
    put_figure(db, ours, "discount", 800, "The rate of the firm", PROGRAM, NOW)


def put_questionnaire(db: Database, link: NewLink) -> None:
    """Store a third engagement whose wave is open: for the holder of a link, and for whoever has the code."""
    number = add_engagement(
        db, client="Cedar Works", function_assessed="marketing operations",
        consultancy="Fenwick Hale Advisory", pack=world.PACK, now=NOW,
    )  # fmt: skip
    wave = waves.add_wave(db, number, world.pack(), threshold=5, now=NOW)
    asked = waves.add_questionnaire(db, wave, "Everyone", [("A1", "current"), ("A1", "target")])
    waves.record_launch(db, wave, None, NOW)
    db.execute(
        """
        INSERT INTO person (id, engagement_id, name, email, added_at)
        VALUES (:id, :where, 'Ali Aydin', 'ali@cedar.example', :now)""",
        {"id": ASKED, "where": number, "now": as_text(NOW)},
    )
    put_link(db, ASKED, "questionnaire", link, NOW)
    waves.add_sheet(db, wave, asked, {}, holder=waves.add_participant(db, wave, ASKED, asked))
    door = {"wave": wave, "code": CODE, "asked": asked}
    db.execute("INSERT INTO open_door VALUES (:wave, :code, :asked)", door)


def put_what_is_said(db: Database, ours: int, whose: int, link: NewLink) -> dict[str, str]:
    """Store an interview and what rests on it, and return what its addresses hold."""
    talk = put_interview(db, ours, whose)
    priority, objective = put_strategy(db, ours, talk)
    passage_id, theme = put_quote(db, ours, talk, link)
    put_initiatives(db, ours)
    return {
        "initiative_id": "1",
        "interview_id": str(talk),
        "priority_id": str(priority),
        "objective_id": str(objective),
        "source_id": "1",
        "outcome_id": "1",
        "assumption": "discount",
        "passage_id": str(passage_id),
        "theme_id": str(theme),
        "aspect": "vision",
        "deed": "finish",
    }


def put_interview(db: Database, ours: int, whose: int) -> int:
    """Store an interview with a note on its first question, and return its number."""
    db.execute(
        """
        INSERT INTO person (id, engagement_id, name, email, added_at)
        VALUES (:id, :where, 'Nils Berg', 'nils@alder.example', :now)""",
        {"id": INTERVIEWED, "where": ours, "now": as_text(NOW)},
    )
    db.execute("INSERT INTO person_role VALUES (:id, 'interviewee')", {"id": INTERVIEWED})
    details = Details(NOW, 45, "Room 4", charter=True, points=True)
    talk = add_interview(db, ours, INTERVIEWED, details, "0123456789abcdef", NOW)
    set_questions(db, talk, [Chosen("G1", ""), Chosen("own:1", "What would you stop?")])
    add_interviewers(db, talk, {whose: INES.name})
    found = interview(db, ours, talk)
    assert found is not None
    put_note(db, Note(0, talk, found.interviewers[0].id, "G1", "Growth first.", 1, 60, NOW))
    return talk


def put_quote(db: Database, ours: int, talk: int, link: NewLink) -> tuple[int, int]:
    """Store a passage of the note that its speaker is asked about, with a theme; return their numbers."""
    put_link(db, INTERVIEWED, "interview", link, NOW)
    passage_id = add_passage(
        db, engagement_id=ours, interview_id=talk, interviewer_id=notes(db, talk)[0].interviewer_id,
        question="G1", text="Growth first.", consent="attributed", now=NOW,
    )  # fmt: skip
    theme = add_theme(db, ours, "Growth")
    add_theme(db, ours, "Margin")
    tag(db, [passage_id], theme)
    quote = passage(db, ours, passage_id)
    assert quote is not None
    put_answer(db, passage_id, "asked", quote.fingerprint, "", NOW)
    return passage_id, theme


def put_strategy(db: Database, ours: int, talk: int) -> tuple[int, int]:
    """Store a priority that the interview is a source of, and an objective, and return their numbers."""
    priority = add_priority(db, ours, name="Profitable growth", pack_priority="growth")
    add_source(db, ours, "priority", priority, kind="interview", kind_id=talk, consent="role")
    return priority, add_objective(db, ours, text="Grow", due_on=NOW.date(), priority_id=priority)


def put_tables(app: Flask, ours: int) -> dict[str, str]:
    """Store what is kept in tables, each with a spreadsheet that waits, and say what is where."""
    return {
        **documented(app, ours, NOW),
        **put_worksheet(app, ours),
        **put_document(app, ours),
        **put_figures_of_others(app, ours),
    }


def put_worksheet(app: Flask, ours: int) -> dict[str, str]:
    """Store a row of a worksheet and a spreadsheet that waits to be added, and say what is where."""
    ines = hand(app, INES, ours)
    ines.save(cell("tool", "Mailer"), cell("users", "several"))
    file = (io.BytesIO(b"Tool,Yearly cost\nWebinars,a lot\n"), "tools.csv")
    answer = ines.client.post(f"{ines.at}/import", data={"csrf_token": ines.token, "file": file})
    assert answer.status_code == 303, answer.text
    return {"worksheet": "technology", "row_key": ROW, "sheet_draft": answer.location.rsplit("/", 1)[1]}


def put_figures_of_others(app: Flask, ours: int) -> dict[str, str]:
    """Store figures of others and a spreadsheet of them that waits to be entered, and say what is where."""
    ines, at = signed_in(app, INES), f"/engagements/{ours}/benchmark"
    figure = {"source": "A survey", "years": "2025", "organisations": "24", "low": "2", "high": "3,5"}
    for part in ("component:A", "capability:A1"):
        sent = {"csrf_token": csrf(ines), "id": part, "median": "2.8", **figure}
        assert ines.post(f"{at}/figure", data=sent).status_code == 303
    rows = b"id,median,n,source,date\nA1,3,9,Peers,2025\nA2,7,2,,soon\n"
    sent = {"csrf_token": csrf(ines), "file": (io.BytesIO(rows), "others.csv")}
    answer = ines.post(f"{at}/list", data=sent)
    assert answer.status_code == 303, answer.text
    return {"others_draft": answer.location.rsplit("/", 1)[1]}


def put_document(app: Flask, ours: int) -> dict[str, str]:
    """Store a document with its file and a list that waits to be added, and say what is where."""
    ines = signed_in(app, INES)
    at, token = f"/engagements/{ours}/documents", csrf(ines)
    said = {
        "title": "Marketing plan 2026",
        "kind": "Plan",
        "shows": "Four goals.",
        "capabilities": ["C2", "D1"],
    }
    sent = {"csrf_token": token, "owner": "Karin Ahl", "dated_on": "2025-11-18", **said}
    answer = ines.post(f"{at}/new", data={**sent, "file": (io.BytesIO(PDF), "Marketing plan.pdf")})
    assert answer.status_code == 303, answer.text
    rows = b"Title,Kind,Date,What it shows\nBudget,Budget,,Sums\nPlan,Rumour,soon,\n"
    answer = ines.post(f"{at}/import", data={"csrf_token": token, "file": (io.BytesIO(rows), "list.csv")})
    assert answer.status_code == 303, answer.text
    return {"document_id": "1", "document_draft": answer.location.rsplit("/", 1)[1]}


def put_mails(db: Database, ours: int, whose: int, links: dict[str, NewLink]) -> tuple[int, int]:
    """Store a mail of the engagement and one about an account, and return their numbers."""
    link = links["password"]
    db.execute(
        "INSERT INTO password_link VALUES (:whose, :seed, :hash, :now, '2999-01-01T00:00:00Z')",
        {"whose": whose, "seed": link.seed, "hash": link.hash, "now": as_text(NOW)},
    )
    told = {
        "name": "Karin Ahl", "address": "karin@alder.example", "subject": "Your view is needed",
        "body": "Hello Karin,\n\nhttp://localhost/p/{token}\n", "now": NOW,
    }  # fmt: skip
    mail = add_mail(
        db, engagement_id=ours, person_id=OURS, account_id=None, kind="questionnaire",
        seed=links["arrive"].seed, **told,
    )  # fmt: skip
    own = add_mail(
        db, engagement_id=None, person_id=None, account_id=whose, kind="password", seed=link.seed, **told
    )
    return mail, own


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 60)).save(out, "PNG")
    return out.getvalue()


def drafted(app: Flask, number: int) -> str:
    """Return the number of a list of people that waits to be looked at, with a row of each kind."""
    ines = signed_in(app, INES)
    rows = "name,mail,function\nBo Ek,bo@alder.example,\nUm,um(at)alder,Mktg\nEk,bo@alder.example,\n"
    rows += "Karin Ahl,karin@alder.example,\n"
    sent = {"csrf_token": csrf(ines), "pasted": rows, "otherwise": "respondent"}
    answer = ines.post(f"/engagements/{number}/people/import", data=sent)
    assert answer.status_code == 303, answer.text
    return answer.location.rstrip("/").rsplit("/", 1)[1].split("?")[0]
