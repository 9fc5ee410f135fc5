"""A linear classifier over hashed features, stored as a sparse matrix of small integers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """`hashes` (sorted) name the rows; row i holds classes[start[i]:start[i+1]] with weights * scale.

    A feature weighs idf[i], and the features of one question are scaled to length one.
    """

    labels: tuple[str, ...]
    hashes: NDArray[np.uint32]
    idf: Floats
    start: NDArray[np.int32]
    classes: NDArray[np.uint8]
    weights: NDArray[np.int8]
    scale: Floats  # one per class
    bias: Floats

    def scores(self, features: list[int]) -> tuple[Floats, float]:
        """Score per class, and the share of the features that the model knows."""
        if not features:
            return self.bias.copy(), 0.0
        wanted = np.asarray(features, dtype=np.uint32)
        rows = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        rows = rows[self.hashes[rows] == wanted]
        known = len(rows) / len(features)
        if not len(rows):
            return self.bias.copy(), 0.0
        value = self.idf[rows]
        value = value / np.sqrt((value**2).sum())
        starts, sizes = self.start[rows], self.start[rows + 1] - self.start[rows]
        at = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) + np.arange(sizes.sum())
        mass = self.weights[at] * np.repeat(value, sizes)
        summed = np.bincount(self.classes[at], weights=mass, minlength=len(self.labels)).astype(np.float32)
        return summed * self.scale + self.bias, known

    def to_arrays(self) -> dict[str, Any]:
        return {
            "labels": np.array(self.labels), "hashes": self.hashes, "idf": self.idf, "start": self.start,
            "classes": self.classes, "weights": self.weights, "scale": self.scale, "bias": self.bias,
        }  # fmt: skip

    @classmethod
    def from_arrays(cls, arrays: dict[str, Any]) -> "Linear":
        rest = {k: v for k, v in arrays.items() if k != "labels"}
        return cls(labels=tuple(str(label) for label in arrays["labels"]), **rest)


def softmax(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max())
    result: Floats = grown / grown.sum()
    return result
