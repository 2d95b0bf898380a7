"""The network in JAX: the same arithmetic as `slor.recognizers.names.model`, with gradients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from slor.recognizers.names.features import ROWS
from slor.recognizers.names.stretches import KINDS

from .batches import Batch

EMBED, HIDDEN, SHARED = 64, 128, 48
DILATIONS = (1, 2, 4, 8)
AUX = 5
KINDS_WEIGHT = 0.2
TOLD = 0.5
Params = dict[str, Any]


def initial(seed: int) -> Params:
    """Fresh weights."""
    rng = np.random.default_rng(seed)

    def matrix(rows: int, columns: int, scale: float = 1.0) -> np.ndarray[Any, Any]:
        return (rng.standard_normal((rows, columns)) * scale * np.sqrt(2.0 / rows)).astype(np.float32)

    params: Params = {
        "embed": (rng.standard_normal((ROWS + 1, EMBED)) * 0.1).astype(np.float32),
        "inlet": matrix(EMBED, HIDDEN),
        "glue": np.zeros((3, HIDDEN), np.float32),
        "share_in": matrix(HIDDEN, SHARED),
        "share_in_b": np.zeros(SHARED, np.float32),
        "share_out": matrix(SHARED, HIDDEN, 0.3),
        "whole_in": matrix(HIDDEN, SHARED),
        "whole_out": matrix(SHARED, HIDDEN, 0.3),
        "out": matrix(HIDDEN, 3, 0.5),
        "out_b": np.zeros(3, np.float32),
        "kinds": matrix(HIDDEN, len(KINDS), 0.5),
        "kinds_b": np.zeros(len(KINDS), np.float32),
        "aux": matrix(HIDDEN, AUX, 0.5),
    }
    for i in range(len(DILATIONS)):
        params[f"conv{i}"] = matrix(3 * HIDDEN, HIDDEN, 0.7)
        params[f"conv{i}_b"] = np.zeros(HIDDEN, np.float32)
    return params


def averaged(networks: Sequence[Params]) -> Params:
    """The mean of the weights of networks that went on from the same one (Wortsman et al., Model soups, 2022)."""
    return {name: np.mean([network[name] for network in networks], 0) for name in networks[0]}


def forward(params: Params, batch: Batch, rng: Any = None, dropout: float = 0.0) -> tuple[Any, Any, Any]:
    """Scores of the three tags, of the kinds of names and of what else identifies: (N, 3), (N, AUX), (N, KINDS)."""
    keys = iter(jax.random.split(rng, 12)) if rng is not None else None

    def drop(x: Any) -> Any:
        if keys is None or not dropout:
            return x
        return jnp.where(jax.random.bernoulli(next(keys), 1 - dropout, x.shape), x / (1 - dropout), 0.0)

    vectors = jnp.einsum("uk,ukd->ud", batch.weights, params["embed"][batch.rows])
    table = drop(vectors) @ params["inlet"]
    h = jax.nn.relu(table[batch.word] + params["glue"][batch.glue])
    h = drop(h)
    inside = (batch.document >= 0)[:, None]
    h = h * inside
    n = h.shape[0]

    def conv(h: Any, i: int) -> Any:
        step = DILATIONS[i]
        left = jnp.roll(h, step, 0) * (jnp.roll(batch.document, step) == batch.document)[:, None]
        right = jnp.roll(h, -step, 0) * (jnp.roll(batch.document, -step) == batch.document)[:, None]
        return jax.nn.relu(jnp.concatenate([left, h, right], 1) @ params[f"conv{i}"] + params[f"conv{i}_b"]) * inside

    for i in range(len(DILATIONS)):
        h = h + drop(conv(h, i))
        if i == 1:
            seen = jax.nn.relu(h @ params["share_in"] + params["share_in_b"])
            most = jax.ops.segment_max(seen, batch.segment, num_segments=n)
            h = h + most[batch.segment] @ params["share_out"]
            whole = jax.nn.relu(h @ params["whole_in"]) * inside
            number = jnp.maximum(batch.document, 0)
            total = jax.ops.segment_sum(whole, number, num_segments=n)
            count = jax.ops.segment_sum(inside[:, 0].astype(jnp.float32), number, num_segments=n)
            h = h + (total / jnp.maximum(count, 1.0)[:, None])[number] @ params["whole_out"]
    return h @ params["out"] + params["out_b"], h @ params["aux"], h @ params["kinds"] + params["kinds_b"]


def loss(params: Params, batch: Batch, rng: Any, dropout: float, told: tuple[Any, Any] | None = None) -> Any:
    """Mean cross entropy over the tokens that are learnt from: of names, their kinds, and what else identifies.

    Args:
        params, batch, rng, dropout: as `forward` takes them.
        told: what `opinion` says of the same batch; then half of what is learnt is the teachers' probabilities
            (Hinton, Vinyals and Dean, 2015), on unmarked text all of it.
    """
    tags, aux, kinds = forward(params, batch, rng, dropout)

    def mean(each: Any, weight: Any) -> Any:
        return (each * weight).sum() / jnp.maximum(weight.sum(), 1.0)

    def entropy(scores: Any, gold: Any, believed: Any = None) -> Any:
        logs = jax.nn.log_softmax(scores)
        marked = mean(-jnp.take_along_axis(logs, jnp.maximum(gold, 0)[:, None], 1)[:, 0], (gold >= 0) * batch.emphasis)
        if believed is None:
            return marked
        inside = (batch.document >= 0) * batch.emphasis
        return (1 - TOLD) * marked + TOLD * mean(-(believed * logs).sum(1), inside)

    believed = told or (None, None)
    names = entropy(tags, batch.tags, believed[0]) + 0.3 * entropy(aux, batch.aux)
    return names + KINDS_WEIGHT * entropy(kinds, batch.kinds, believed[1])


def opinion(teachers: tuple[Params, ...], batch: Batch) -> tuple[Any, Any]:
    """The teachers' mean probabilities of tags and kinds, (N, 3) and (N, KINDS); they see every row of a word."""
    heard = [forward(teacher, batch._replace(weights=batch.whole)) for teacher in teachers]
    tags = sum(jax.nn.softmax(tags) for tags, _, _ in heard) / len(heard)
    return tags, sum(jax.nn.softmax(kinds) for _, _, kinds in heard) / len(heard)
