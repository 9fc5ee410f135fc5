"""Trains the classifiers from the data files: softmax regression with Adagrad steps. The only place that needs scipy."""

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
from anlaufpunkt.needs.domain.features import hashed, meanings
from anlaufpunkt.needs.domain.taxonomy import OF_DANGER
from anlaufpunkt.needs.domain.understanding import NO_NEED
from anlaufpunkt.terms.domain.folding import tokens

Sample = tuple[list[int], str, float]  # hashed features, label, weight
Array = NDArray[np.float32]
SEED = 20261122
MIN_SEEN = 2  # a feature seen in one sentence only says little
KEEP = 4_300_000  # weights kept per model, largest first: keeps the file below 10 MB
EPOCHS, BATCH, STEP, SMOOTH = 6, 512, 0.3, 0.05
PHRASE_WEIGHT = 0.6
DANGER_WEIGHT = 0.7
ALONE = 0.3  # each sentence is learnt a second time by its meanings only, so that they carry where words are unknown
LIFT = 1.7
ORDINARY_WEIGHT = 0.15  # there are many harmless lines for each urgent one
URGENT_NEEDS = frozenset(OF_DANGER.values())


def model(name: str) -> Linear:
    """ "needs", "dangers" or "concepts"."""
    return {"needs": needs_model, "dangers": dangers_model, "concepts": concepts_model}[name]()


def needs_model() -> Linear:
    samples = [
        *_both(((language, sentence, need, 1.0) for language, sentence, need in need_files.utterances())),
        *_both(((language, phrase, need, PHRASE_WEIGHT) for language, phrase, need in need_files.phrases())),
        *_both(("", sentence, NO_NEED, 1.0) for sentence in _noise()),
        *_both(((language, sentence, NO_NEED, 1.0) for language, sentence in need_files.nonsense())),
        *_both(((lang, s, OF_DANGER[kind], DANGER_WEIGHT) for lang, s, kind in need_files.dangers() if kind in OF_DANGER)),
    ]
    alone = [([*found], label, weight * ALONE) for _, found, label, weight in samples if found]
    lifted = np.unique(np.array([h for found, _, _ in alone for h in found], dtype=np.uint32))
    return fit([(words + found, label, weight) for words, found, label, weight in samples] + alone, lifted)


def _both(lines: Iterable[tuple[str, str, str, float]]) -> Iterator[tuple[list[int], list[int], str, float]]:
    """(hashed words, hashed meanings, label, weight) of (language, sentence, label, weight)."""
    known = need_files.vocabulary()
    for language, sentence, label, weight in lines:
        words = tokens(sentence)
        code = language.removesuffix("-simple")
        yield hashed(words), meanings(known[code].found(words)) if code in known else [], label, weight


def dangers_model() -> Linear:
    """By words: urgent or not."""
    return fit([(hashed(tokens(s)), NONE if kind == NONE else URGENT, weight) for _, s, kind, weight in _danger_lines()])


def concepts_model() -> Linear:
    """By concepts, which all languages share: the kind of danger, or none."""
    dangers, everyday = need_files.concepts(), need_files.vocabulary()
    samples = []
    for language, sentence, kind, weight in _danger_lines():
        if language in dangers and language in everyday:
            words = tokens(sentence)
            samples.append((concepts.features(dangers[language].found(words), everyday[language].found(words)), kind, weight))
    return fit(samples)


def _danger_lines() -> Iterator[tuple[str, str, str, float]]:
    """(language, sentence, kind or none, weight). Questions of urgent needs may be either and are left out."""
    for language, sentence, kind in need_files.dangers():
        if kind in OF_DANGER or kind == "lookalike":
            yield language, sentence, kind if kind in OF_DANGER else NONE, 1.0
    for language, sentence, need in need_files.utterances():
        if need not in URGENT_NEEDS:
            yield language, sentence, NONE, ORDINARY_WEIGHT
    for language, sentence in need_files.nonsense():
        yield language, sentence, NONE, 1.0


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


def fit(samples: list[Sample], lifted: NDArray[np.uint32] | None = None) -> Linear:
    """`lifted` features count LIFT times as much as their rarity says."""
    labels = sorted({label for _, label, _ in samples})
    place = {label: i for i, label in enumerate(labels)}
    columns, idf = _columns(samples)
    if lifted is not None:
        idf[np.isin(columns, lifted)] *= LIFT
    target = np.array([place[label] for _, label, _ in samples])
    weight = np.array([w for _, _, w in samples], dtype=np.float32)
    coef, bias = _descend(_matrix(samples, columns, idf), target, weight, len(labels))
    return _pruned(labels, columns, idf, coef, bias)


def _columns(samples: list[Sample]) -> tuple[NDArray[np.uint32], Array]:
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
