"""The authored engine: it answers from a character's beats, with no model that writes.

The order of play: what follows the last reply, social turns, what was said here before, another
language, authored patterns, the matcher, a hedge, a deflection; and after one, a gambit. Each is a
small step of its own module, which gives an answer or passes on.
"""

import asyncio
from collections.abc import Mapping, Sequence

from bot.engines.authored.behaviour import Behaviours
from bot.engines.authored.choose import REPEAT_WINDOW, random_of, recently_said
from bot.engines.authored.deflect import Deflections
from bot.engines.authored.followup import FollowUps
from bot.engines.authored.gambit import with_gambit
from bot.engines.authored.lexicon import Lexicon
from bot.engines.authored.matched import confident, hedged, out_of_reach, received, social
from bot.engines.authored.matcher import Matcher, triggers_of
from bot.engines.authored.normalise import Normaliser, without_names
from bot.engines.authored.patterns import by_pattern
from bot.engines.authored.recall import Recall
from bot.engines.authored.situation import Answer, Situation
from bot.engines.authored.social import SocialTurns
from bot.engines.authored.standing import Standings
from bot.engines.authored.strays import Stray, strays_of
from bot.engines.likeness import LikenessTo
from bot.story import Character, Story
from bot.story.render import Templates
from bot.story.state import line_state
from bot.turn import Context, Reply, StandsOn


class AuthoredEngine:
    """Answers for every character of a story."""

    name = "authored"

    def __init__(self, story: Story, likeness_to: LikenessTo, templates: Templates) -> None:
        self._story = story
        self._templates = templates
        lexicon = Lexicon.english()
        self._normaliser = Normaliser(lexicon)
        self._social = SocialTurns(lexicon)
        self._follow_ups = FollowUps(lexicon, self._social)
        self._recall = Recall(lexicon, self._normaliser)
        self._deflections = Deflections(lexicon)
        self._standings = Standings(Behaviours(lexicon, self._normaliser))
        phrases, spans = triggers_of(story.characters, lexicon.examples)
        likeness = likeness_to([self._normaliser.normalise(phrase) for phrase in phrases])
        self._matchers = {
            name: Matcher(likeness, character, spans[name])
            for name, character in story.characters.items()
        }

    async def reply(self, context: Context) -> Reply:
        """The character's authored answer."""
        return await asyncio.to_thread(self.answer, context)

    def answer(self, context: Context) -> Reply:
        """The same, for callers that have no event loop. Takes milliseconds of processor time."""
        situation = self._situation(context)
        answer = (
            self._follow_ups.answer(situation)
            or self._social.answer(situation)
            or self._recall.answer(situation)
            or self._deflections.foreign(situation)
            or by_pattern(situation)
            or self._matched(situation)
        )
        return self._spoken(with_gambit(answer, situation), situation, context)

    def strays(self, character: str) -> Sequence[Stray]:
        """The triggers of ``character`` that another beat would win if they were none."""
        return strays_of(self._story.characters[character], self._matchers[character])

    def _situation(self, context: Context) -> Situation:
        character = self._story.characters[context.turn.character]
        person = context.turn.person.id
        own = tuple(each for each in context.heard if each.turn.person.id == person)
        names = self._names(character)
        return Situation(
            person=person,
            character=character,
            names=names,
            heard=self._normaliser.hear(context.turn.words),
            known=frozenset(citation.fact for citation in context.known),
            place=self._story.place(context.turn.scene),
            before=context.heard,
            own=own,
            said=recently_said(context.heard),
            standing=self._standings.of(character, names, own, context.turn.words),
            seed=context.seed,
        )

    def _names(self, character: Character) -> Sequence[str]:
        persona = character.persona
        names = (*persona.aliases, persona.name, persona.id)
        return tuple(self._normaliser.normalise(name) for name in names)

    def _matched(self, situation: Situation) -> Answer:
        matcher = self._matchers[situation.character.persona.id]
        words = without_names(situation.heard.words, situation.names)
        match = matcher.match(words, situation.heard.clauses)
        sure = matcher.sure if situation.heard.form == "question" else matcher.very_sure
        if out_of_reach(match, sure, situation):
            return self._deflections.personal(situation)
        if situation.heard.is_aside:
            answer = confident(match, sure, situation) or self._deflections.aside(situation)
            return answer or self._deflections.unheard(situation)
        return (
            social(match, matcher.sure, situation)
            or received(match, matcher.sure, situation)
            or confident(match, sure, situation)
            or self._deflections.in_kind(match, situation)
            or self._follow_ups.clipped(situation)
            or self._deflections.action(situation)
            or received(match, matcher.half_sure, situation)
            or hedged(match, matcher.on_topic, situation)
            or self._deflections.remark(situation)
            or self._deflections.unheard(situation)
        )

    def _spoken(self, answer: Answer, situation: Situation, context: Context) -> Reply:
        at = self._story.scene(context.turn.scene)
        state = {
            **line_state(
                context.turn.person.name,
                at.title if at else "after the last scene",
                len(situation.own),
            ),
            **answer.values,
        }
        said = [self._templates.render(answer.line.text, state)]
        if answer.beat and not answer.went_on and self._asks_again(situation):
            said.insert(0, self._noticed(situation, state))
        cited = [each for each in context.known if each.fact in answer.line.stands_on]
        stands_on: StandsOn = "canon" if cited else "invented"
        text = " ".join(filter(None, said))
        if answer.gambit:  # a thought of its own, and so a line of its own
            text += f"\n{self._templates.render(answer.gambit.text, state)}"
        return Reply(
            text=text,
            stands_on=answer.stands_on or stands_on,
            engine=self.name,
            beat=answer.beat.id if answer.beat else None,
            line=answer.line.id,
            citations=tuple(cited),
            went_on=answer.went_on,
            mood=situation.standing.mood,
            volunteered=answer.gambit.id if answer.gambit else None,
        )

    def _noticed(self, situation: Situation, state: Mapping[str, object]) -> str:
        """A few words that notice the repetition, other ones than of late."""
        lines = situation.can_say(situation.character.social.get("again", ()))
        said = [self._templates.render(line.text, state) for line in lines]
        recent = [exchange.reply.text for exchange in situation.before[-REPEAT_WINDOW:]]
        fresh = [each for each in said if not any(text.startswith(each) for text in recent)]
        return random_of(fresh or said, situation.seed) if said else ""

    def _asks_again(self, situation: Situation) -> bool:
        """Whether this person put the very same question to the character not long ago."""
        before = situation.own[-REPEAT_WINDOW:]
        words = situation.heard.words
        return any(self._normaliser.normalise(each.turn.words) == words for each in before)
