"""Signs of danger to life, body, child or liberty."""

from dataclasses import dataclass

from anlaufpunkt.needs.domain.classifier import Linear, softmax
from anlaufpunkt.terms.domain.folding import tokens

NONE = "none"
# The bar is recall: better a number too many than one too few. Set on held-out training data, see docs/evaluation.md.
THRESHOLD = 0.5
PHRASE_BONUS = 0.15
KINDS = (
    "suicide", "medical", "poisoning", "violence", "sexual-violence", "child", "homelessness", "forced-marriage",
    "trafficking", "deportation", "attack",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Danger:
    """`kinds` best first, empty where there is no sign; `weight` 0 … 1."""

    kinds: tuple[str, ...] = ()
    weight: float = 0.0


class Signs:
    """Short phrases that by themselves mean danger."""

    def __init__(self, phrases: list[str]) -> None:
        self._keys = {key for phrase in phrases if len(key := tuple(tokens(phrase))) >= 1}
        self._longest = max(map(len, self._keys), default=0)

    def inside(self, words: list[str]) -> bool:
        sizes = range(1, self._longest + 1)
        return any(tuple(words[i : i + n]) in self._keys for i in range(len(words)) for n in sizes)


def danger(words: list[str], features: list[int], model: Linear, signs: Signs) -> Danger:
    scores, _ = model.scores(features)
    chances = dict(zip(model.labels, softmax(scores).tolist(), strict=True))
    weight = 1 - chances.pop(NONE)
    if signs.inside(words):
        weight += PHRASE_BONUS
    if weight < THRESHOLD:
        return Danger(weight=weight)
    ranked = sorted(chances.items(), key=lambda item: -item[1])
    kinds = [kind for kind, chance in ranked[:3] if chance >= 0.2 * ranked[0][1]]
    return Danger(tuple(kinds), min(1.0, weight))
