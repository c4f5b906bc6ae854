"""What a reply stands on, in words for people."""

from bot.story import Story
from bot.turn import Reply


def footing(story: Story, reply: Reply) -> str:
    """One short phrase: the scenes whose passages ``reply`` cites, or what else it is."""
    if reply.stands_on == "canon":
        cited = {citation.scene for citation in reply.citations}
        titles = [f"“{scene.title}”" for scene in story.scenes if scene.id in cited]
        return f"From the text: {', '.join(titles)}"
    return {
        "played": "From what was said here",
        "invented": "Not in the text",
        "improvised": "Not in the text, improvised by a language model",
        "deflection": "Turned aside",
    }[reply.stands_on]
