"""How each figure is made, and what is hidden, as the workbook says it."""

from collections.abc import Mapping

MODES: Mapping[str, str] = {
    "confidential": "Nobody sees who gave which answer, the consultants neither.",
    "named": "Consultants see who answered what, of those who agreed. Figures keep to the threshold all the "
    "same.",
}
HIDDEN = (
    "A figure is shown where it rests on at least {threshold} ratings, and where no smaller number of people "
    "can be worked out from it and the figures beside it. Where a small group could be worked out from the "
    "others, the next smallest is hidden too. A component is made of figures that are shown. This binds "
    "everyone, the consultants too."
)
ABSENT: Mapping[str, str] = {
    "hidden": "Not shown, to protect those who answered.",
    "no rating": "Nobody gave a level.",
    "not asked": "The question was not put.",
    "\N{EN DASH}": "The figure is not defined, such as the spread of one rating.",
}
MADE: Mapping[str, str] = {
    "n": "People who gave a level from 1 to 5. Not applicable, don’t know and no answer are no ratings, and "
    "are counted apart. Where fewer people than the threshold gave only one of today and wanted, that rating "
    "counts as no answer: beside the gap it would tell what they said.",
    "Mean": "The mean of the levels people gave, shown to one decimal, half up. The cell holds it unrounded.",
    "Component": "The weighted mean of its capabilities. Where less than half of its weight has a figure, it "
    "has no score.",
    "Overall": "The weighted mean of the components.",
    "Gap": "Wanted minus today for each person who gave both, and then the mean; so it need not equal the "
    "difference of the two means. Want less: how many of them want a lower level than there is.",
    "SD": "Standard deviation of the levels, with n \N{MINUS SIGN} 1.",
    "AD": "Mean distance of the levels from their mean, in levels. Up to 0.83, a sixth of five levels, "
    "people agree.",
    "rwg": "1 less the variance as a share of 2, the variance of answers spread evenly over the levels; "
    "never below 0 (James, Demaree and Wolf 1984).",
    "r*wg": "The same over the capabilities of a component, from their mean variance (Lindell).",
    "Consensus": "1 where all agree, 0 where half say level 1 and half say 5: 1 plus the sum of each level’s "
    "share times log2(1 \N{MINUS SIGN} its distance from the mean / 4) (Tastle and Wierman 2007).",
    "Two camps": "At least a third at level 1 or 2, and at least a third at 4 or 5.",
    "95% interval": "Student’s t, narrowed by the share that answered and clipped to 1 and 5. None for fewer "
    "than five ratings, and none in a census, where everyone rated who could.",
    "Could be": "The mean had all who did not rate said 1, or had all said 5. Who said not applicable could "
    "not have rated.",
    "Held down by": "The lowest capability of a component, and the level that its mean has reached in full.",
    "Cliff’s delta": "How far one group tends to higher levels than the other, from \N{MINUS SIGN}1 to 1: "
    "from 0.147 small, from 0.33 medium, from 0.474 large.",
    "Picked": "Of those who picked what matters most and could pick it, how many did.",
    "Strategic weight": "The share of a capability in the business priorities, from the alignment.",
    "Others": "Each organisation counts once, with its latest result. A median from 5 organisations on, "
    "quartiles from 20.",
}
ALPHA = (
    "{reading}. Over {ratings:,} ratings of {capabilities} capabilities that are shown; 1 is full agreement "
    "on which capability stands where, 0 is none."
)
ICC = (
    "The share of the differences between people that lies between groups, and how reliably their means can "
    "be told apart: the median of {capabilities} capabilities with three groups of five ratings or more."
)
STRAIGHT = (
    "They gave ten or more ratings, all at the same level. They are counted like everyone; below are the "
    "scores without them."
)
STRAIGHT_HIDDEN = "Told where it is nobody, or enough people, and as many others."
STRAIGHT_UNKNOWN = "It is not known who gave ten or more ratings, all at the same level."
