"""What is done with whole networks."""

from __future__ import annotations

import numpy as np
import pytest


def test_the_mean_of_networks_is_that_of_each_weight() -> None:
    pytest.importorskip("jax")
    from training.names.network import averaged

    networks = [{"out": np.array([[0.0, 2.0]]), "out_b": np.array([1.0])}, {"out": np.eye(1, 2), "out_b": np.zeros(1)}]
    mean = averaged(networks)
    assert mean["out"].tolist() == [[0.5, 1.0]]
    assert mean["out_b"].tolist() == [0.5]
