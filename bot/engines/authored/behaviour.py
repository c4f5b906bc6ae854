"""What a person does with a turn, besides asking: praise, insult, thank, comfort, flirt, repeat."""

from collections.abc import Sequence
from functools import lru_cache

from bot.engines.authored.lexicon import Lexicon
from bot.engines.authored.normalise import Normaliser
from bot.engines.authored.social import SocialTurns

_SOCIAL = ("praise", "insult", "thanks")


class Behaviours:
    """Recognises behaviour by a lexicon."""

    def __init__(self, lexicon: Lexicon, normaliser: Normaliser) -> None:
        self._patterns = lexicon.behaviour
        self._normaliser = normaliser
        self._social = SocialTurns(lexicon)
        # A person's last turns are looked at again with every new one.
        self._seen = lru_cache(maxsize=4096)(self._behaviour)

    def of(self, turns: Sequence[str], names: Sequence[str]) -> list[str | None]:
        """What each of one person's ``turns`` did, oldest first; ``None`` for those that only
        asked or told. The same words a second time are ``again``."""
        done: list[str | None] = []
        said: set[str] = set()
        for typed in turns:
            words, behaviour = self._seen(typed, tuple(names))
            # "Why?" twice is no repetition: it asks of two answers.
            repeated = words in said and len(words.split()) > 2
            done.append(behaviour or ("again" if repeated else None))
            said.add(words)
        return done

    def _behaviour(self, typed: str, names: tuple[str, ...]) -> tuple[str, str | None]:
        heard = self._normaliser.hear(typed)
        kind = self._social.kind(heard, names)
        if kind in _SOCIAL:
            return heard.words, kind
        for behaviour, patterns in self._patterns.items():
            if any(pattern.matches(heard.words) for pattern in patterns):
                return heard.words, behaviour
        return heard.words, None
