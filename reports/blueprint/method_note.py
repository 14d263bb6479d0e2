"""How the figures are made, and what they cannot say."""

from reports.blueprint.hidden import hidden_said
from reports.blueprint.soundness import has_soundness
from reports.dossier import Dossier
from reports.evidence import answered, asked_for_importance, asked_for_target
from reports.word.document import WordDocument
from reports.wording import (
    DONT_KNOW,
    NOT_APPLICABLE,
    counted,
    listed,
    raised,
    spelled_out,
)

_FINDING = "Every figure in this document is computed in one way, from one questionnaire."
_WITH_STRATEGY = "Ratings come from one questionnaire, strategy from interviews and documents."
_LEVELS = "Each capability describes its levels in words, so that people rate the same thing."
_ANSWERS = (
    f"An answer of {DONT_KNOW}, one of {NOT_APPLICABLE} and no answer are counted apart; "
    "none of them is a rating."
)
_SCORE = (
    "The score of a capability is the mean of its ratings, shown to one decimal, half up. A component is "
    "the weighted mean of its capabilities, and the whole the weighted mean of its components. Where less "
    "than half of the weight is rated, there is no score."
)
_GAP = (
    "Wanted minus today is taken for each person who gave both, and then the mean; so a gap need not equal "
    "the difference of two scores. Gaps below zero are kept: effort can move from there. Where only a few "
    "gave one of the two alone, that rating counts as no answer: beside the gap it would tell what they said."
)
_AGREEMENT = (
    "AD is the mean distance of the ratings from their mean, in levels. Up to 0.83, a sixth of five levels, "
    "people agree; above, they differ. There are two camps where at least a third rate 1 or 2 and at least "
    "a third rate 4 or 5."
)
_STRATEGY = (
    "What leaders say is quoted, and they are named, as far as each of them allows. What they give in points "
    "is shown as a mean, from three of them on. Kendall’s W says how far they order the priorities alike, "
    "from 0 to 1."
)
_JUDGEMENTS = (
    "A rating on evidence, an adjusted score and an agreed target are the consultants’. They stand beside "
    "what people answered, with their reason, and are mixed into no mean. Where a target is agreed, it "
    "counts in place of the mean wanted."
)
_FINDINGS = (
    "Findings are suggested by rules that are the same for everyone. Consultants accept, reword or leave "
    "them out, and may add their own; the figures beside them are those of this document."
)
_ORDER = "Disagreements come with two camps first, then by spread and by the number of people who rated."
_LIMITS = (
    "A mean speaks for those who rated, and not for those who did not. Ratings are what people say; "
    "{checked} A score gives no cause: two figures that go together do not explain each other."
)
_UNCHECKED = "no document or system was checked for them."
_CHECKED = "what was checked is rated on evidence, apart from them."


def write_method_note(document: WordDocument, dossier: Dossier) -> None:
    """Write the appendix."""
    document.chapter("Method", _WITH_STRATEGY if dossier.strategy else _FINDING)
    for label, text in (*_asked(dossier), *_computed(dossier)):
        document.labelled(label, text)
    if not has_soundness(dossier):
        document.write("Heading 2", "What is hidden, and why")
        document.write("Body Text", hidden_said(dossier))
    document.write("Heading 2", "What the figures cannot say")
    checked = any(each.evidence for each in dossier.judgements.values())
    document.write("Body Text", _LIMITS.format(checked=_CHECKED if checked else _UNCHECKED))


def _asked(dossier: Dossier) -> list[tuple[str, str]]:
    pack, scores = dossier.pack, dossier.scores
    questions = ["the level today"]
    if asked_for_target(scores):
        questions.append("the level wanted")
    if asked_for_importance(scores):
        questions.append("importance")
    components = spelled_out(len(pack.components), "component")
    scope = f"{counted(len(pack.capabilities), 'capability')} in {components}"
    asks = f"For each of them: {listed(questions)}, rated from 1 to 5."
    levels = listed([f"{number} {name}" for number, name in enumerate(pack.level_names, start=1)])
    return [
        ("Questionnaire", f"{pack.title}, version {pack.version}: {scope}. {asks}"),
        ("Levels", f"{levels}. {_LEVELS}"),
        ("Answers", f"{raised(answered(scores))}, {dossier.assessed}. {_ANSWERS}"),
    ]


def _computed(dossier: Dossier) -> list[tuple[str, str]]:
    gap = [("Gap", _GAP)] if asked_for_target(dossier.scores) else []
    return [
        ("Score", _SCORE),
        *gap,
        ("Agreement", _AGREEMENT),
        ("Blind spot", f"At least 30% of those asked answer {DONT_KNOW}."),
        ("Order", _ORDER),
        *([("Judgements", _JUDGEMENTS)] if dossier.judgements else []),
        *([("Findings", _FINDINGS)] if dossier.findings else []),
        *([("Strategy", _STRATEGY)] if dossier.strategy else []),
    ]
