"""The pages of each step of the road, as tabs beneath it, for those who run the engagement."""

PAGES = {
    "Strategy": {
        "Interviews": "interviews.plan",
        "Themes": "themes.themes",
        "Quotes": "quotes.quotes",
        "Priorities": "priorities.priorities",
        "Where it leads": "outlook.outlook",
        "Alignment": "alignment.alignment",
        "Charter": "charter.charter",
        "Disagreements": "disagreements.disagreements",
    },
    "Assessment": {
        "Waves": "assessments.assessment",
        "Documents": "documents.documents",
        "Worksheets": "worksheets.worksheets",
    },
    "Findings": {
        "Results": "assessments.results",
        "Capabilities": "assessments.capabilities",
        "Groups": "comparisons.groups",
        "Findings": "findings.findings",
        "Judgements": "judgements.judgements",
        "Benchmark": "benchmarks.benchmarks",
        "Weights": "weights.weights",
        "How sound": "comparisons.soundness",
    },
    "Roadmap": {
        "Roadmap": "roadmap.roadmap",
        "Initiatives": "initiatives.initiatives",
        "Value": "value.value",
        "By component": "component_plans.plans",
        "Return": "returns.returns",
        "Capacity": "roadmap.capacity",
    },
    "Blueprint": {
        "Documents": "blueprints.blueprints",
        "Chapters": "blueprints.chapters",
        "Session": "blueprints.sitting",
        "Charts": "blueprints.charts",
    },
}
"""The tabs of a step by their names, and the view that each opens."""


FROM_ANSWERS = {
    "assessments.results", "assessments.capabilities", "comparisons.groups", "comparisons.soundness",
}  # fmt: skip
"""The views that there are once answers are counted."""


def tabs_of(step: str, *, counted: bool) -> dict[str, str]:
    """Return the tabs of a step, none where it has one page; `counted` says whether there are results."""
    pages = PAGES.get(step, {})
    return {name: view for name, view in pages.items() if counted or view not in FROM_ANSWERS}
