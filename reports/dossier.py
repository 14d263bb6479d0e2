"""Everything a report needs, frozen and complete before the first page is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from questionnaires.benchmark import Benchmark
from questionnaires.finding_worth import Worths
from questionnaires.judgement import Judgements
from questionnaires.pack import MethodPack
from questionnaires.roadmap.assumptions import Assumptions
from questionnaires.roadmap.known import Known
from questionnaires.roadmap.plan import Roadmap
from questionnaires.scores import Scores
from reports.charter_read import CharterRead
from reports.facts.read import Facts
from reports.finding_read import FindingRead
from reports.layout import Brand, Issue, Layout, Paragraph, Sitting
from reports.money import Money
from reports.strategy import Strategy
from reports.word.plain_text import plain

LONGEST_NAME = 200
"""Most characters of a client's or a consultancy's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What one issue of a document rests on; ValueError, as one sentence, where it cannot be a document.

    `assessed` says when people answered, as it is to be read: "October 2026". `issued` is the date on the
    title page. `consultancy` is empty where the document does not say who made it. `strategy` is None where
    nothing is known of it, `charter` where nobody rated it, or nothing of it can be shown. `facts` is what
    documents and worksheets show, None where there are none. `judgements` are the consultants', by
    capability, with moments on the client's clock. `findings` are those accepted, in their order. `comments`
    are what people wrote of each capability, of those whose words may be shown. `still_open` says that
    answers come in yet. `roadmap` is None where there are no initiatives; `worths` are what their value is
    reckoned from, and `priority_names` and `objective_names` the names behind the numbers that they serve.
    `money` is how amounts are written, `assumptions` what the return rests on, None where nobody assumed
    anything, and `known` what the worksheets name that plans are laid beside.
    `paragraphs` are the consultants' own, by the id of their chapter. `issue` is None for a draft, and
    `template` a client's own .docx that passed its check, None for the product's.
    """

    client: str
    consultancy: str
    pack: MethodPack
    scores: Scores
    issued: date
    assessed: str
    language: str = "en-GB"
    page: Literal["A4", "Letter"] = "A4"
    strategy: Strategy | None = None
    charter: CharterRead | None = None
    facts: Facts | None = None
    benchmark: Benchmark | None = None
    judgements: Mapping[str, Judgements] = field(default_factory=dict)
    findings: tuple[FindingRead, ...] = ()
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    still_open: bool = False
    roadmap: Roadmap | None = None
    worths: Worths | None = None
    priority_names: Mapping[int, str] = field(default_factory=dict)
    objective_names: Mapping[int, str] = field(default_factory=dict)
    paragraphs: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)
    issue: Issue | None = None
    brand: Brand = field(default_factory=Brand)
    sitting: Sitting = field(default_factory=Sitting)
    template: bytes | None = None
    money: Money = field(default_factory=Money)
    assumptions: Assumptions | None = None
    known: Known = field(default_factory=Known)

    def __post_init__(self) -> None:
        """Refuse what no document can be made from."""
        for name, least in (("client", 1), ("consultancy", 0), ("assessed", 1)):
            length = len(plain(getattr(self, name)).strip())
            if not least <= length <= LONGEST_NAME:
                raise ValueError(
                    f"The {name} needs between {least} and {LONGEST_NAME} readable characters, not {length}."
                )
        if (self.pack.id, self.pack.version) != (self.scores.pack_id, self.scores.pack_version):
            raise ValueError("The scores were made with another pack, or with another version of it.")
        if self.page not in ("A4", "Letter"):
            raise ValueError(f"The page is A4 or Letter, not {self.page}.")
        if self.language != "en-GB":
            raise ValueError(f"Documents are written in en-GB only, not {self.language}.")
