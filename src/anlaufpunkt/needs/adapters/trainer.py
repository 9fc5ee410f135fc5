"""Trains the two classifiers from the data files. The only place that needs scikit-learn."""

import random
import string
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from anlaufpunkt.needs.adapters import need_files
from anlaufpunkt.needs.domain.classifier import Linear
from anlaufpunkt.needs.domain.danger import NONE
from anlaufpunkt.needs.domain.features import hashed
from anlaufpunkt.needs.domain.taxonomy import OF_DANGER
from anlaufpunkt.needs.domain.understanding import NO_NEED
from anlaufpunkt.terms.domain.folding import tokens

Sample = tuple[list[int], str, float]  # hashed features, label, weight
SEED = 20261122
MIN_SEEN = 2  # a feature seen in one sentence only says little
KEEP = 2_600_000  # weights kept per model, largest first: keeps the file below 10 MB
HARMLESS_NEEDS = frozenset(OF_DANGER.values())


def train_needs() -> Linear:
    samples = [_sample(sentence, label) for _, sentence, label in need_files.utterances()]
    samples += [_sample(phrase, need, 0.6) for _, phrase, need in need_files.phrases()]
    samples += [_sample(sentence, NO_NEED) for sentence in _noise()]
    samples += [_sample(s, OF_DANGER[kind], 0.7) for _, s, kind in need_files.utterances("danger") if kind in OF_DANGER]
    return fit(samples)


def train_dangers() -> Linear:
    danger = [(s, kind) for _, s, kind in need_files.utterances("danger")]
    samples = [_sample(s, kind if kind in OF_DANGER else NONE, 1.0 if kind in OF_DANGER else 2.0) for s, kind in danger]
    samples += [_sample(sentence, NONE, 0.5) for _, sentence, need in need_files.utterances() if need not in HARMLESS_NEEDS]
    return fit(samples)


def _sample(sentence: str, label: str, weight: float = 1.0) -> Sample:
    return hashed(tokens(sentence)), label, weight


def _noise() -> Iterable[str]:
    """Keyboard mash in the scripts people type in."""
    rnd = random.Random(SEED)  # noqa: S311  no secret depends on it
    alphabets = (
        string.ascii_lowercase,
        "asdfghjklqwertz",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "абвгдежзийклмнопрстуфхцчшщ",
        "ሀለመሠረሰሸቀበተቸነኘአከወዘየደገጠጸፀፈፐ",
    )
    for _ in range(900):
        letters = rnd.choice(alphabets)
        yield " ".join("".join(rnd.choices(letters, k=rnd.randint(2, 11))) for _ in range(rnd.randint(1, 6)))


def fit(samples: list[Sample]) -> Linear:
    """One-against-all logistic regression on tf-idf weighted features, rounded to small integers."""
    labels = sorted({label for _, label, _ in samples})
    columns, idf = _vocabulary(samples)
    matrix = _matrix(samples, columns, idf)
    target = np.array([labels.index(label) for _, label, _ in samples])
    weight = np.array([w for _, _, w in samples])
    model = SGDClassifier(loss="modified_huber", alpha=2e-6, max_iter=12, tol=None, average=True, random_state=SEED, n_jobs=-1)
    model.fit(matrix, target, sample_weight=weight)
    return _pruned(labels, columns, idf, model.coef_.astype(np.float32), model.intercept_.astype(np.float32))


def _vocabulary(samples: list[Sample]) -> tuple[np.ndarray, np.ndarray]:
    every = np.concatenate([np.array(f, dtype=np.uint32) for f, _, _ in samples])
    hashes, counts = np.unique(every, return_counts=True)
    kept = counts >= MIN_SEEN
    idf = np.log(len(samples) / counts[kept]) + 1
    return hashes[kept], idf.astype(np.float32)


def _matrix(samples: list[Sample], columns: np.ndarray, idf: np.ndarray) -> csr_matrix:
    indices, starts, values = [], [0], []
    for features, _, _ in samples:
        wanted = np.array(features, dtype=np.uint32)
        at = np.minimum(np.searchsorted(columns, wanted), len(columns) - 1)
        at = at[columns[at] == wanted]
        value = idf[at]
        indices.append(at)
        values.append(value / max(1e-9, float(np.sqrt((value**2).sum()))))
        starts.append(starts[-1] + len(at))
    return csr_matrix((np.concatenate(values), np.concatenate(indices), starts), shape=(len(samples), len(columns)))


def _pruned(labels: list[str], columns: np.ndarray, idf: np.ndarray, coef: np.ndarray, bias: np.ndarray) -> Linear:
    by_feature = coef.T
    size = np.abs(by_feature) * idf[:, None]
    flat = size.ravel()
    limit = np.partition(flat, -KEEP)[-KEEP] if flat.size > KEEP else 0.0
    mask = size > limit
    scale = np.maximum(np.abs(coef).max(axis=1), 1e-9) / 127
    rows, classes = np.nonzero(mask)
    weights = np.rint(by_feature[rows, classes] / scale[classes]).astype(np.int8)
    kept = weights != 0
    rows, classes, weights = rows[kept], classes[kept], weights[kept]
    start = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(columns)))))
    return Linear(
        tuple(labels), columns, idf, start.astype(np.int32), classes.astype(np.uint8), weights,
        scale.astype(np.float32), bias,
    )  # fmt: skip
