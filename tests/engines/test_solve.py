"""Solving in the memory of the matrix gives what solving on copies gives."""

import numpy as np
import pytest

from bot.engines.likeness.solve import BLOCK, solved_in_place


@pytest.mark.parametrize("size", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_the_solution_is_that_of_the_reference(size: int) -> None:
    rng = np.random.default_rng(size)
    points = rng.normal(size=(size, 20)).astype(np.float32)
    matrix = points @ points.T + np.eye(size, dtype=np.float32)
    right = rng.normal(size=(size, 3)).astype(np.float32)
    expected = np.linalg.solve(matrix.astype(np.float64), right.astype(np.float64))
    found = solved_in_place(matrix.copy(), right.copy())
    assert found.dtype == np.float32
    assert np.allclose(found, expected, atol=1e-3)
