"""Keeps the trained models in a file named after the hash of the data they were trained on."""

import os
import zipfile
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

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
    with ProcessPoolExecutor(max_workers=2) as pool:  # the first takes as long as the two others together, and more
        models = dict(zip(NAMES, pool.map(trainer.model, NAMES), strict=True))
    arrays = {f"{name}.{key}": value for name, model in models.items() for key, value in model.to_arrays().items()}
    folder.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.npz")
    _write(fresh, arrays)
    fresh.replace(path)
    return path


def _write(path: Path, arrays: dict[str, Any]) -> None:
    """As numpy's own format, packed a quarter tighter where this Python has LZMA."""
    packing = zipfile.ZIP_LZMA if find_spec("_lzma") else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(path, "w", packing) as file:
        for name, array in arrays.items():
            with file.open(f"{name}.npy", "w") as part:
                np.lib.format.write_array(part, np.asanyarray(array))
