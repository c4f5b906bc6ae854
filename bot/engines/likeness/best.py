"""The best likeness that the installed packages allow."""

import logging
from collections.abc import Sequence
from pathlib import Path

from bot.engines.likeness.meaning import MeaningLikeness
from bot.engines.likeness.minilm import MiniLM, ModelMissing
from bot.engines.likeness.seam import Likeness, LikenessTo
from bot.engines.likeness.vectors import VectorFile
from bot.engines.likeness.words import WordLikeness
from bot.story import Story

log = logging.getLogger(__name__)


def best_likeness(cache_folder: Path, story: Story) -> LikenessTo:
    """Likeness by meaning, with vectors kept in ``cache_folder``; by words where the matcher's
    packages are missing, which is logged once."""

    def to(phrases: Sequence[str]) -> Likeness:
        try:
            model = MiniLM.open()
        except ModelMissing as missing:
            log.warning("questions are matched by their words alone, less well: %s", missing)
            return WordLikeness(phrases)
        return MeaningLikeness(model, phrases, VectorFile.of(story, cache_folder))

    return to
