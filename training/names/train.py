"""Trains the network on varied documents and keeps the running mean of its weights."""

from __future__ import annotations

import queue
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from slor.recognizers.names.features import ROWS
from slor.recognizers.names.lexicon import Lexicon

from .batches import Batch, Encoded, Packer, encode
from .documents import Document
from .network import Params, initial, loss, opinion

TOKENS, DISTINCT = 3072, 1536


def stream(draw: Callable[[], tuple[Document, float]], packer: Packer, rng: np.random.Generator) -> Iterator[Batch]:
    """Endless batches of documents as `draw` gives them, each with its emphasis."""
    held: list[Encoded] = []
    size, seen = 0, set[str]()
    while True:
        document, emphasis = draw()
        encoded = encode(document, emphasis)
        if encoded is None or len(encoded.words) > TOKENS - 2:
            continue
        fresh = seen.union(encoded.words)
        if size + len(encoded.words) > TOKENS - 1 or len(fresh) > DISTINCT:
            yield packer.pack(held, rng, drop=0.15)
            held, size, fresh = [], 0, set(encoded.words)
        held.append(encoded)
        size += len(encoded.words)
        seen = fresh


def ahead(batches: Iterator[Batch], count: int = 4) -> Iterator[Batch]:
    """The same batches in the same order, made by a thread of their own while the network learns."""
    made: queue.Queue[Batch] = queue.Queue(count)

    def make() -> None:
        for batch in batches:
            made.put(batch)

    threading.Thread(target=make, daemon=True).start()
    while True:
        yield made.get()


def train(
    draw: Callable[[], tuple[Document, float]],
    lexicon: Lexicon,
    *,
    steps: int,
    seed: int,
    rate: float = 2e-3,
    lowest: float = 0.02,
    memory: float = 0.995,
    start: Params | None = None,
    teachers: tuple[Params, ...] = (),
) -> Params:
    """Trains from a seed.

    Args:
        draw: gives the next document and how much its tokens count.
        lexicon: classes of words.
        steps: batches of `TOKENS` tokens.
        seed: of weights, dropout and order.
        rate: highest learning rate.
        lowest: what the rate falls to, as a share of the highest.
        memory: how much of the running mean each step keeps, at the most: 0.998 is a mean over some 500 steps.
        start: weights to go on from; fresh ones where there are none.
        teachers: weights of networks whose probabilities are learnt beside the marks.

    Returns:
        The exponential mean of the weights.
    """
    rng = np.random.default_rng(seed)
    schedule = optax.warmup_cosine_decay_schedule(0.0, rate, min(100, steps // 10), steps, rate * lowest)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, b2=0.99, weight_decay=1e-3))
    params = jax.tree.map(jnp.array, start or initial(seed))  # copies: a start may be a teacher too
    state = optimiser.init(params)
    taught = jax.tree.map(jnp.asarray, teachers)

    @partial(jax.jit, donate_argnums=(0, 1, 2))
    def step(params: Params, state: Any, mean: Params, batch: Batch, key: Any, decay: Any) -> Any:
        told = opinion(taught, batch) if taught else None
        value, grads = jax.value_and_grad(loss)(params, batch, key, 0.2, told)
        updates, state = optimiser.update(grads, state, params)
        params = optax.apply_updates(params, updates)
        params = {**params, "embed": params["embed"].at[ROWS].set(0.0)}
        mean = jax.tree.map(lambda m, p: m + (1 - decay) * (p - m), mean, params)
        return params, state, mean, value

    mean = jax.tree.map(jnp.copy, params)
    key = jax.random.PRNGKey(seed)
    batches = ahead(stream(draw, Packer(lexicon, TOKENS, DISTINCT), rng))
    began, total = time.monotonic(), 0.0
    for number in range(steps):
        decay = min(memory, number / (number + 20))
        batch = next(batches)
        params, state, mean, value = step(params, state, mean, batch, jax.random.fold_in(key, number), decay)
        total += float(value)
        if (number + 1) % 100 == 0:
            spent = time.monotonic() - began
            sys.stderr.write(f"step {number + 1} of {steps}: loss {total / 100:.4f}, {spent:.0f} s\n")
            total = 0.0
    return {name: np.asarray(value) for name, value in mean.items()}


def shuffled(documents: list[Document], rng: random.Random) -> Iterator[Document]:
    """The documents in a new order each time round, without end."""
    while True:
        order = documents[:]
        rng.shuffle(order)
        yield from order
