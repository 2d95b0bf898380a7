"""Writes weights as the package ships them: embeddings in 8 bits a number, the rest in 16."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from slor.recognizers.names.features import ROWS

from .network import DILATIONS, Params


def export(params: Params) -> dict[str, npt.NDArray[Any]]:
    """The arrays that `slor.recognizers.names.model.NamesModel` takes."""
    embed = np.asarray(params["embed"])[:ROWS]
    scale = np.maximum(np.abs(embed).max(1), 1e-8) / 127
    kept = {name: np.asarray(value, np.float16) for name, value in params.items() if name not in ("embed", "aux")}
    return {
        "embed": np.round(embed / scale[:, None]).astype(np.int8),
        "embed_scale": scale.astype(np.float32),
        "dilations": np.array(DILATIONS, np.int32),
        **kept,
    }


def write(arrays: dict[str, npt.NDArray[Any]], path: Path) -> None:
    """Writes one compressed file."""
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
