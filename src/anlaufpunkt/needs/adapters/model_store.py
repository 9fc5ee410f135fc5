"""Keeps the trained models in a file named after the hash of the data they were trained on."""

import os
from pathlib import Path

import numpy as np

from anlaufpunkt.needs.adapters.need_files import data_hash
from anlaufpunkt.needs.domain.classifier import Linear

NAMES = ("needs", "dangers", "concepts")


def path_in(folder: Path) -> Path:
    return folder / f"understanding-{data_hash()}.npz"


def load(folder: Path) -> dict[str, Linear]:
    """The models for the present data; trains them when they are not there yet."""
    path = path_in(folder)
    if not path.exists():
        path = train(folder)
    with np.load(path) as arrays:
        return {
            name: Linear.from_arrays({k.removeprefix(f"{name}."): arrays[k] for k in arrays.files if k.startswith(f"{name}.")})
            for name in NAMES
        }


def train(folder: Path) -> Path:
    """Train and store; readers see the old file or the new one, never half of one."""
    from anlaufpunkt.needs.adapters import trainer  # noqa: PLC0415  scipy is not there at run time

    path = path_in(folder)
    models = {"needs": trainer.needs_model(), "dangers": trainer.dangers_model(), "concepts": trainer.concepts_model()}
    arrays = {f"{name}.{key}": value for name, model in models.items() for key, value in model.to_arrays().items()}
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.npz")
    np.savez_compressed(fresh, **arrays)
    fresh.replace(path)
    return path
