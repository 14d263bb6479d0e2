"""What plans and return say: nothing without its assumption, and no text that breaks a document."""

from dataclasses import replace

from openxml_audit import OpenXmlValidator

from questionnaires.roadmap.assumptions import Assumptions, Outcome
from questionnaires.roadmap.known import Known, Renewal
from reports.blueprint.plans import write_component_plans, write_plans
from reports.blueprint.returns import write_returns
from reports.blueprint.risks import at_stake, write_risks
from reports.dossier import Dossier
from reports.plans.capital import capital_told
from reports.plans.returns import return_told
from reports.word.document import WordDocument
from reports.word.template import Properties
from tests.reports.dossiers import demo, opened, texts
from tests.roadmaps import STARTS_ON, roadmap

OUTCOME = Outcome(id=1, name="Hours saved", low=1, expected=200_000, high=400_000, reason="Time sheets")
HOSTILE = "\u202eA1 {SEQ Figure} <w:p/> \U0001f600 " + "long" * 60


def written(dossier: Dossier) -> bytes:
    """Return a document of these chapters."""
    document = WordDocument(Properties("Plans", "Client", "", dossier.issued, "en-GB"))
    document.write("Body Text", "Begin")
    for write in (write_plans, write_returns, write_risks):
        write(document, dossier)
    document.appendices()
    write_component_plans(document, dossier)
    return document.save(head=("", ""), foot="")


def test_figures_of_the_document_are_those_of_the_plan() -> None:
    plan = roadmap()
    dossier = replace(demo(), roadmap=plan, assumptions=Assumptions((OUTCOME,)))
    said = "\n".join(texts(opened(written(dossier))))
    told = capital_told(dossier.pack, plan, dossier.money)
    assert told is not None
    assert told.finding in said
    assert sum(each.total for each in told.tranches) == told.plan.whole.total
    assert "Hours saved" in said
    assert "Present value is not shown" in said
    assert return_told(plan, dossier.assumptions, dossier.money).finding in said


def test_chapters_say_what_is_missing_or_are_left_out() -> None:
    plain = demo()
    assert texts(opened(written(plain))) == ["Begin"]
    unplaced = replace(plain, roadmap=replace(roadmap(), placements={}), assumptions=Assumptions((OUTCOME,)))
    said = "\n".join(texts(opened(written(unplaced))))
    assert "once the schedule is drafted" in said
    assert "Initiatives have no place on the roadmap yet" in said
    assert "Plans by component" not in said


def test_hostile_words_leave_the_document_valid(tmp_path) -> None:
    plan = roadmap()
    made = tuple(
        replace(each, title=HOSTILE, supplier=HOSTILE, stops_if=HOSTILE, quarters=12)
        for each in plan.initiatives
    )
    dossier = replace(
        demo(),
        roadmap=replace(plan, initiatives=made),
        assumptions=Assumptions((replace(OUTCOME, name=HOSTILE, reason=HOSTILE),)),
        known=Known(renewals=(Renewal(HOSTILE, 1.0, STARTS_ON),)),
    )
    path = tmp_path / "plans.docx"
    path.write_bytes(written(dossier))
    assert OpenXmlValidator().validate(str(path)).is_valid


def test_at_stake_is_the_value_of_an_initiative_and_of_all_that_rest_on_it() -> None:
    plan = roadmap()
    stakes = at_stake({each.id: 1.0 for each in plan.initiatives}, plan)
    assert stakes[1] == 11
    assert stakes[11] == 1
