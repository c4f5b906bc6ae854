"""Social turns: greetings, thanks, praise, insults, silence, "are you a program?"."""

from collections.abc import Sequence

from bot.engines.authored.lexicon import Lexicon
from bot.engines.authored.normalise import Heard, without_names
from bot.engines.authored.situation import Answer, Situation


class SocialTurns:
    """Recognises social turns by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def kind(self, heard: Heard, names: Sequence[str]) -> str | None:
        """The social kind of what was heard, or ``None``. ``names`` are what the character goes by,
        which may stand around a greeting ("hi camilla")."""
        if any(pattern.matches(heard.words) for pattern in self._lexicon.program):
            return "program"
        if heard.is_aside:
            return None
        if not heard.words:
            return "silence"
        words = without_names(heard.words, names)
        if not words:
            return "greeting"
        if heard.is_action and self._is_one_of("silence", words):
            return "silence"
        return self._by_words(words) or self._by_pattern(words) or self._at_length(heard, words)

    def answer(self, situation: Situation) -> Answer | None:
        """A line for the social turn, or ``None`` where it is none."""
        kind = self.kind(situation.heard, situation.names)
        line = situation.choose(situation.character.social.get(kind or "", ()))
        return Answer(line) if line else None

    def _by_words(self, words: str) -> str | None:
        parts = set(words.split())
        return next(
            (
                kind
                for kind, known in self._lexicon.social.items()
                if parts <= known.words and parts & known.core
            ),
            None,
        )

    def _by_pattern(self, words: str) -> str | None:
        parts = words.split()
        if len(parts) > self._lexicon.longest_pattern or parts[0] in self._lexicon.asking:
            return None
        return next((kind for kind in self._lexicon.patterns if self._is_one_of(kind, words)), None)

    def _at_length(self, heard: Heard, words: str) -> str | None:
        if heard.form == "question":
            return None
        kinds = self._lexicon.any_length.items()
        return next((kind for kind, each in kinds if any(p.matches(words) for p in each)), None)

    def _is_one_of(self, kind: str, words: str) -> bool:
        patterns = self._lexicon.patterns.get(kind, ()) or self._lexicon.actions.get(kind, ())
        return any(pattern.matches(words) for pattern in patterns)
