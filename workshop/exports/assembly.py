"""Stored records to what leaves as a workbook: everything that its reader may see of one wave."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from babel.dates import get_date_format
from sqlite_utils import Database

from questionnaires.findings import Evidence
from questionnaires.judgement import Judgements
from questionnaires.pack import MethodPack
from reports.workbook.export import Export, Remark, Said
from workshop.assessments import sentences
from workshop.assessments.beside import beside
from workshop.assessments.guard import OpenedResults
from workshop.exports.store import shown_words
from workshop.findings.reading import Accepted, accepted, basis_of, findings
from workshop.findings.standing import Standing
from workshop.manner import Manner
from workshop.waves.store import wave_by_id

_STATES: Mapping[str, str] = {
    "open": "Open",
    "accepted": "Accepted",
    "dismissed": "Dismissed",
    "merged": "Merged",
}


def export_of(db: Database, found: OpenedResults) -> Export:
    """Return what leaves of the results that a visitor opened.

    A sponsor gets the accepted findings, no remarks, and no evidence of judgements.
    """
    engagement, manner = found.access.engagement, found.access.engagement.manner
    by_sponsor = found.access.by_sponsor
    stands, wave = beside(db, found), wave_by_id(db, found.wave.id)
    return Export(
        client=engagement.client,
        consultancy=engagement.consultancy,
        pack=found.wave.pack,
        scores=found.scores,
        wave=found.wave.number,
        mode=wave.mode if wave else "confidential",
        comment_threshold=found.wave.comment_threshold,
        assessed=manner.here(found.wave.assessed_at).date(),
        issued=manner.today(datetime.now(UTC)),
        weighing=sentences.weighing(found.scores.weights),
        is_open=found.is_open,
        for_sponsor=by_sponsor,
        page=engagement.page_size,
        day=spreadsheet_day(manner),
        benchmark=stands.benchmark,
        judgements={key: _local(each, manner, by_sponsor) for key, each in stands.judgements.items()},
        strategic=stands.strategic,
        findings=_accepted_only(db, found) if by_sponsor else _all_findings(db, found),
        remarks=() if by_sponsor or found.is_open else _remarks(db, found),
    )


def spreadsheet_day(manner: Manner) -> str:
    """Return the format in which a spreadsheet writes days as this country does: d mmm yyyy."""
    pattern = get_date_format("medium", locale=manner.locale).pattern
    return re.sub("y+", "yyyy", pattern.lower())


def _local(judgements: Judgements, manner: Manner, by_sponsor: bool) -> Judgements:
    """Return judgements with the engagement's clock, to a sponsor without what they rest on."""
    known = {}
    for kind in ("evidence", "target", "adjustment"):
        said = judgements.of(kind)
        if said is not None:
            kept = replace(said, evidence="", documents=()) if by_sponsor else said
            known[kind] = replace(kept, at=manner.here(said.at))
    return Judgements(**known)


def _accepted_only(db: Database, found: OpenedResults) -> tuple[Said, ...]:
    pack, engagement = found.wave.pack, found.access.engagement
    held = accepted(db, engagement.id, basis_of(db, engagement, found.wave, found.scores))
    return tuple(Said(**_words(pack, each), by="", on=None) for each in held)


def _all_findings(db: Database, found: OpenedResults) -> tuple[Said, ...]:
    pack, engagement = found.wave.pack, found.access.engagement
    ground = basis_of(db, engagement, found.wave, found.scores)
    return tuple(_decided(pack, engagement.manner, each) for each in findings(db, engagement.id, ground))


def _decided(pack: MethodPack, manner: Manner, each: Standing) -> Said:
    decision = each.decision
    return Said(
        **_words(pack, each),
        state=_STATES[each.state],
        by=decision.by.name if decision else "",
        on=manner.here(decision.at).date() if decision else None,
        reason=decision.decided.reason if decision and each.state == "dismissed" else "",
        changed=_changed(each),
    )


def _changed(each: Standing) -> str:
    if each.decision is None:
        return ""
    if each.gone:
        return "The data does not suggest it any more."
    return "The figures are others than those decided on." if each.look_again else ""


def _words(pack: MethodPack, each: Standing | Accepted) -> dict[str, object]:
    names = [f"{key} {pack.capability[key].name}" for key in each.capabilities if key in pack.capability]
    part = next((held.name for held in pack.components if held.id == each.component), "")
    return {
        "kind": each.kind_name,
        "title": each.title,
        "text": each.text,
        "about": "\n".join(names) or part,
        "figures": tuple(_figure(said) for said in each.evidence),
    }


def _figure(said: Evidence) -> str:
    people = f" (n = {said.n})" if said.n is not None else ""
    return f"{said.name}: {said.shown}{people}"


def _remarks(db: Database, found: OpenedResults) -> tuple[Remark, ...]:
    held = shown_words(db, found.wave.id)
    return tuple(Remark(capability, words.kind, words.text, words.by) for capability, words in held)
