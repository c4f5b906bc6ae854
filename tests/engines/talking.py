"""A talk over any story, whose engine compares words only."""

from bot.engines.authored import AuthoredEngine
from bot.story import Story
from bot.story.render import Templates
from tests.conftest import FakeLikeness, Talk


def talk_over(story: Story, character: str) -> Talk:
    """Begins a talk with ``character`` of ``story``."""
    return Talk(story, AuthoredEngine(story, FakeLikeness, Templates()), character)
