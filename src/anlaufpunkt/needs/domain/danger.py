"""Signs of danger to life, body, child or liberty.

Three witnesses are heard: the words, the concepts behind the words, and how much the question is about an urgent need.
Their log odds are added with weights; none of them alone is sure enough.
"""

import math
from dataclasses import dataclass

from anlaufpunkt.needs.domain.classifier import Linear, softmax
from anlaufpunkt.needs.domain.taxonomy import OF_DANGER

NONE, URGENT = "none", "urgent"
# Better a number too many than one too few: as low as three false alarms among a hundred look-alikes allow (docs/evaluation.md).
THRESHOLD = -1.4
# What a witness's log odds count, fitted on sentences that none of them had learnt from.
WORDS, CONCEPTS, TOPIC = 0.8, 0.5, 0.75
MAX_KINDS = 3


@dataclass(frozen=True, slots=True)
class Danger:
    """`kinds` best first, empty where there is no sign; `weight` 0 … 1."""

    kinds: tuple[str, ...] = ()
    weight: float = 0.0


def danger(words: list[int], concepts: list[int], chances: dict[str, float], *, by_words: Linear, by_concepts: Linear) -> Danger:
    """`words` and `concepts` are hashed features, `chances` those of the needs."""
    urgent = _chances(by_words, words)[URGENT]
    kinds = _chances(by_concepts, concepts)
    topic = sum(chances.get(need, 0.0) for need in set(OF_DANGER.values()))
    weight = WORDS * logit(urgent) + CONCEPTS * logit(1 - kinds[NONE]) + TOPIC * logit(topic)
    if weight < THRESHOLD:
        return Danger(weight=sigmoid(weight))
    ranked = sorted(
        ((kinds[kind] + 0.01) * (chances.get(need, 0.0) + 0.02), kind) for kind, need in OF_DANGER.items() if kind in kinds
    )[::-1]
    shown = [kind for worth, kind in ranked[:MAX_KINDS] if worth >= 0.15 * ranked[0][0]]
    return Danger(tuple(shown), sigmoid(weight))


def _chances(model: Linear, features: list[int]) -> dict[str, float]:
    scores, _ = model.scores(features)
    return dict(zip(model.labels, softmax(scores).tolist(), strict=True))


def logit(chance: float) -> float:
    chance = min(1 - 1e-6, max(1e-6, chance))
    return math.log(chance / (1 - chance))


def sigmoid(weight: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weight))))
