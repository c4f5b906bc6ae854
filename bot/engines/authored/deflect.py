"""How a character does not answer: by what the turn was, a task, a gift, a remark, a question."""

from bot.engines.authored.giving import thing_given
from bot.engines.authored.languages import Languages
from bot.engines.authored.lexicon import Lexicon
from bot.engines.authored.matcher import Match
from bot.engines.authored.situation import Answer, Situation
from bot.engines.likeness.wordpiece import WordPiece


class Deflections:
    """Turns aside what no beat answers, each kind of turn in its own way."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._giving = lexicon.giving
        self._languages = Languages.shipped()
        self._words = WordPiece.shipped()

    def foreign(self, situation: Situation) -> Answer | None:
        """A graceful word in the language of the turn, where that is not English."""
        lines = situation.character.languages
        language = self._languages.foreign(situation.heard.typed)
        if language is None or not lines:
            return None
        line = situation.choose(lines.get(language) or lines.get("other", ()))
        return Answer(line, stands_on="deflection") if line else None

    def in_kind(self, match: Match, situation: Situation) -> Answer | None:
        """A deflection of the kind that the turn clearly calls for, or ``None``."""
        kind = self.kind(match, situation)
        return self._deflects(kind, situation) if kind else None

    def personal(self, situation: Situation) -> Answer:
        """A deflection of what nothing is known of."""
        return self._deflects("personal", situation)

    def aside(self, situation: Situation) -> Answer | None:
        """What is said to ((somebody outside the play))."""
        line = situation.choose(situation.character.social.get("aside", ()))
        return Answer(line, stands_on="deflection") if line and situation.heard.is_aside else None

    def kind(self, match: Match, situation: Situation) -> str | None:
        """``nonsense`` for no words, else the kind whose examples speak most against an answer;
        ``None`` where none of them speaks clearly."""
        known = [
            word for word in situation.heard.words.split()
            if len(word) > 1 and self._words.knows(word)
        ]  # fmt: skip
        if not known:
            return "nonsense"
        kinds = {kind: score for kind, score in match.deflections.items() if score >= match.clear}
        if len(known) > 1:
            kinds.pop("nonsense", None)
        return max(kinds, key=lambda kind: kinds[kind]) if kinds else None

    def action(self, situation: Situation) -> Answer | None:
        """What was done, answered as that: a thing handed over by its name, or how it was done."""
        heard, lines = situation.heard, situation.character.acts
        if heard.form != "action":
            return None
        thing = thing_given(heard.typed, self._giving)
        if thing and (line := situation.choose(lines.get("gift", ()))):
            return Answer(line, values={"thing": thing})
        line = situation.choose(lines.get("gesture", ()))
        return Answer(line) if line else None

    def remark(self, situation: Situation) -> Answer | None:
        """What was stated is answered as that, and not as a question."""
        if situation.heard.form != "remark":
            return None
        line = situation.choose(situation.character.acts.get("remark", ()))
        return Answer(line) if line else None

    def unheard(self, situation: Situation) -> Answer:
        """An admission that the question was not caught; a deflection where there is none."""
        line = situation.choose(situation.character.acts.get("unheard", ()))
        return Answer(line, stands_on="deflection") if line else self.personal(situation)

    def _deflects(self, kind: str, situation: Situation) -> Answer:
        line = situation.choose(situation.character.deflections[kind].lines)
        if line is None:
            raise ValueError(f"{situation.character.persona.id} has no way to turn this aside")
        return Answer(line, stands_on="deflection", may_lead_on=True)
