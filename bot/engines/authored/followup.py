"""Follow-ups that mean nothing alone: "why?", "and then?", "really?"."""

from bot.engines.authored.lexicon import Lexicon


class FollowUps:
    """Recognises follow-ups by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._fillers = lexicon.fillers
        self._forms = lexicon.follow_ups

    def kind(self, words: str) -> str | None:
        """``why``, ``and-then`` or ``really`` for a follow-up (normalised words), else ``None``."""
        core = words.split()
        while len(core) > 1 and core[0] in self._fillers:
            core = core[1:]
        while len(core) > 1 and core[-1] in self._fillers:
            core = core[:-1]
        asked = (words, " ".join(core))
        return next(
            (kind for form in asked for kind, forms in self._forms.items() if form in forms), None
        )
