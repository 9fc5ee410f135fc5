"""Trains the two classifiers from the data files: softmax regression with Adagrad steps. The only place that needs scipy."""

import random
import string
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from anlaufpunkt.needs.adapters import need_files
from anlaufpunkt.needs.domain import concepts
from anlaufpunkt.needs.domain.classifier import Linear
from anlaufpunkt.needs.domain.danger import NONE, URGENT
from anlaufpunkt.needs.domain.features import hashed
from anlaufpunkt.needs.domain.taxonomy import OF_DANGER
from anlaufpunkt.needs.domain.understanding import NO_NEED
from anlaufpunkt.terms.domain.folding import tokens

Sample = tuple[list[int], str, float]  # hashed features, label, weight
Array = NDArray[np.float32]
SEED = 20261122
MIN_SEEN = 2  # a feature seen in one sentence only says little
KEEP = 2_400_000  # weights kept per model, largest first: keeps the file below 10 MB
EPOCHS, BATCH, STEP, SMOOTH = 6, 512, 0.3, 0.05
PHRASE_WEIGHT = 0.6
ORDINARY_WEIGHT = 0.15  # there are many harmless lines for each urgent one
URGENT_NEEDS = frozenset(OF_DANGER.values())


def need_samples() -> list[Sample]:
    samples = [_sample(sentence, label) for _, sentence, label in need_files.utterances()]
    samples += [_sample(phrase, need, PHRASE_WEIGHT) for _, phrase, need in need_files.phrases()]
    samples += [_sample(sentence, NO_NEED) for sentence in (*_noise(), *need_files.nonsense())]
    samples += [_sample(s, OF_DANGER[kind], 0.7) for _, s, kind in need_files.dangers() if kind in OF_DANGER]
    return samples


def danger_samples() -> list[Sample]:
    """By words: urgent or not."""
    return [_sample(sentence, NONE if kind == NONE else URGENT, weight) for _, sentence, kind, weight in _danger_lines()]


def concept_samples() -> list[Sample]:
    """By concepts, which all languages share: the kind of danger, or none."""
    known = need_files.concepts()
    return [
        (concepts.features(known[language].found(tokens(sentence))), kind, weight)
        for language, sentence, kind, weight in _danger_lines()
        if language in known
    ]


def _danger_lines() -> Iterator[tuple[str, str, str, float]]:
    """(language, sentence, kind or none, weight). Questions of urgent needs may be either and are left out."""
    for language, sentence, kind in need_files.dangers():
        if kind in OF_DANGER or kind == "lookalike":
            yield language, sentence, kind if kind in OF_DANGER else NONE, 1.0
    for language, sentence, need in need_files.utterances():
        if need not in URGENT_NEEDS:
            yield language, sentence, NONE, ORDINARY_WEIGHT


def _sample(sentence: str, label: str, weight: float = 1.0) -> Sample:
    return hashed(tokens(sentence)), label, weight


def _noise() -> Iterable[str]:
    """Keyboard mash in the scripts people type in."""
    rnd = random.Random(SEED)  # noqa: S311  no secret depends on it
    alphabets = (
        string.ascii_lowercase,
        "asdfghjklqwertzuiop",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "абвгдежзийклмнопрстуфхцчшщ",
        "ሀለመሠረሰሸቀበተቸነኘአከወዘየደገጠጸፀፈፐ",
    )
    for _ in range(1500):
        letters = rnd.choice(alphabets)
        yield " ".join("".join(rnd.choices(letters, k=rnd.randint(2, 11))) for _ in range(rnd.randint(1, 6)))


def fit(samples: list[Sample]) -> Linear:
    labels = sorted({label for _, label, _ in samples})
    place = {label: i for i, label in enumerate(labels)}
    columns, idf = _vocabulary(samples)
    target = np.array([place[label] for _, label, _ in samples])
    weight = np.array([w for _, _, w in samples], dtype=np.float32)
    coef, bias = _descend(_matrix(samples, columns, idf), target, weight, len(labels))
    return _pruned(labels, columns, idf, coef, bias)


def _vocabulary(samples: list[Sample]) -> tuple[NDArray[np.uint32], Array]:
    every = np.concatenate([np.array(f, dtype=np.uint32) for f, _, _ in samples])
    hashes, counts = np.unique(every, return_counts=True)
    kept = counts >= MIN_SEEN
    idf = np.log(len(samples) / counts[kept]) + 1
    return hashes[kept], idf.astype(np.float32)


def _matrix(samples: list[Sample], columns: NDArray[np.uint32], idf: Array) -> csr_matrix:
    """One row per sample, tf-idf, length one."""
    indices, starts, values = [], [0], []
    for features, _, _ in samples:
        wanted = np.array(features, dtype=np.uint32)
        at = np.minimum(np.searchsorted(columns, wanted), len(columns) - 1)
        at = np.sort(at[columns[at] == wanted])
        value = idf[at]
        indices.append(at)
        values.append(value / max(1e-9, float(np.sqrt((value**2).sum()))))
        starts.append(starts[-1] + len(at))
    shape = (len(samples), len(columns))
    return csr_matrix((np.concatenate(values).astype(np.float32), np.concatenate(indices), starts), shape=shape)


def _descend(matrix: csr_matrix, target: NDArray[np.int64], weight: Array, classes: int) -> tuple[Array, Array]:
    """Softmax regression; each step touches only the features of its batch."""
    coef = np.zeros((matrix.shape[1], classes), np.float32)
    bias = np.zeros(classes, np.float32)
    seen, seen_bias = np.full((matrix.shape[1], 1), 1e-3, np.float32), np.full(classes, 1e-3, np.float32)
    for rows in _batches(matrix.shape[0]):
        part = matrix[rows]
        used = np.unique(part.indices)
        small = csr_matrix((part.data, np.searchsorted(used, part.indices), part.indptr), shape=(len(rows), len(used)))
        weights = coef[used]
        error = (_softmax(small @ weights + bias) - _goal(target[rows], classes)) * weight[rows, None]
        gradient = small.T @ error
        seen[used] += (gradient**2).mean(axis=1, keepdims=True)
        coef[used] = weights - STEP * gradient / np.sqrt(seen[used])
        seen_bias += error.sum(axis=0) ** 2
        bias -= STEP * error.sum(axis=0) / np.sqrt(seen_bias)
    return coef, bias


def _batches(count: int) -> Iterator[NDArray[np.int64]]:
    rnd = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        order = rnd.permutation(count)
        yield from (order[i : i + BATCH] for i in range(0, count, BATCH))


def _softmax(scores: Array) -> Array:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Array = grown / grown.sum(axis=1, keepdims=True)
    return result


def _goal(target: NDArray[np.int64], classes: int) -> Array:
    """The right class, with a little doubt: smoothed labels generalise better."""
    goal = np.full((len(target), classes), SMOOTH / classes, np.float32)
    goal[np.arange(len(target)), target] += 1 - SMOOTH
    return goal


def _pruned(labels: list[str], columns: NDArray[np.uint32], idf: Array, coef: Array, bias: Array) -> Linear:
    size = np.abs(coef) * idf[:, None]
    limit = np.partition(size.ravel(), -KEEP)[-KEEP] if size.size > KEEP else 0.0
    scale = np.maximum(np.abs(coef).max(axis=0), 1e-9) / 127
    rows, classes = np.nonzero(size > limit)
    weights = np.rint(coef[rows, classes] / scale[classes]).astype(np.int8)
    kept = weights != 0
    rows, classes, weights = rows[kept], classes[kept], weights[kept]
    start = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(columns)))))
    return Linear(
        tuple(labels), columns, idf, start.astype(np.int32), classes.astype(np.uint8), weights, scale.astype(np.float32), bias
    )
