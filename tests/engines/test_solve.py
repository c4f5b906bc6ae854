"""Solving in the memory of the matrix gives what solving on copies gives."""

import numpy as np
import pytest

from bot.engines.likeness.solve import BLOCK, Cholesky


@pytest.mark.parametrize("size", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_the_solution_is_that_of_the_reference(size: int) -> None:
    rng = np.random.default_rng(size)
    points = rng.normal(size=(size, 20)).astype(np.float32)
    matrix = points @ points.T + np.eye(size, dtype=np.float32)
    right = rng.normal(size=(size, 3)).astype(np.float32)
    inverse = np.linalg.inv(matrix.astype(np.float64))
    found = Cholesky(matrix.copy())
    assert np.allclose(found.solve(right.copy()), inverse @ right, atol=1e-3)
    assert np.allclose(found.diagonal_of_inverse(), np.diagonal(inverse), atol=1e-3)
