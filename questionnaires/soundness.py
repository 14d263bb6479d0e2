"""How far scores can be relied on, told from what they show anyway and from nothing that they hide."""

from collections.abc import Mapping
from statistics import median

import numpy as np

from questionnaires.disclosure import Gate
from questionnaires.pack import MethodPack
from questionnaires.reliability import explained, ordinal_alpha
from questionnaires.scores import (
    Alpha,
    CapabilityScore,
    Distribution,
    Explained,
    GroupScores,
    Hidden,
    Soundness,
)
from questionnaires.straight_lining import straight_lining
from questionnaires.weights import Weights

Groups = Mapping[str, Mapping[str, GroupScores | Hidden]]


def soundness(
    pack: MethodPack,
    held: Gate,
    everyone: Mapping[str, CapabilityScore],
    groups: Groups,
    weights: Weights,
    threshold: int,
) -> Soundness:
    """Return how far the scores can be relied on that are shown of everyone and of the groups."""
    tally = held.tally
    shown = [each.current for each in everyone.values() if isinstance(each.current, Distribution)]
    counted = {} if tally.open_ended else _asked(shown, int(tally.people[0]))
    return Soundness(
        ratings=sum(each.n for each in shown),
        alpha=_alpha(shown),
        explained={column: _explained(pack, held) for column, held in groups.items()},
        straight_lining=straight_lining(pack, held, everyone, weights, threshold),
        **counted,
    )


def _asked(shown: list[Distribution], respondents: int) -> dict[str, int | None]:
    """Return how many people were asked, where all were asked everything, and for how many ratings."""
    asked = {each.asked for each in shown}
    people = asked.pop() if len(asked) == 1 else None
    return {
        "asked": people if people is not None and people >= respondents else None,
        "ratings_asked": sum(each.asked - each.na for each in shown),
    }


def _alpha(shown: list[Distribution]) -> Alpha:
    rated = [each.counts for each in shown if each.n > 1]
    counts = np.array(rated, dtype=np.int64).reshape(-1, 5)
    return Alpha(ordinal_alpha(counts), len(rated), int(counts.sum()))


def _explained(pack: MethodPack, groups: Mapping[str, GroupScores | Hidden]) -> Explained | None:
    """Return what belonging to a group of one column explains, in the median capability."""
    shown = [each for each in groups.values() if isinstance(each, GroupScores)]
    found = []
    for capability in pack.capabilities:
        cells = [each.capabilities[capability.id].current for each in shown]
        figures = explained([each.counts for each in cells if isinstance(each, Distribution)])
        if figures is not None:
            found.append(figures)
    if not found:
        return None
    return Explained(median(each for each, _ in found), median(each for _, each in found), len(found))
