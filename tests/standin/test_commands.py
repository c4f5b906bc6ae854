"""People use commands: answers, subcommands, options, autocomplete, and what cannot be sent."""

import pytest

from bot.standin import NotPossible, Permission, StandIn

from .cast_bot import CastBot


async def test_a_command_is_answered_in_the_channel(bot: CastBot, discord_there: StandIn) -> None:
    ada = discord_there.member("Ada")
    shown = await ada.slash("ask", character="camilla", question="Why?")
    assert shown.answer == "message"
    assert shown.content == "camilla: Why? 1 True nobody plain"
    assert (shown.author, shown.private, shown.edited) == ("Stage Door", False, False)
    (seen,) = discord_there.channel("stage").messages
    assert seen.id == shown.id


async def test_a_private_answer_is_seen_by_one_person_alone(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada, ben = discord_there.member("Ada"), discord_there.member("Ben")
    shown = await ada.slash("ask", character="camilla", question="Why?", aloud=False)
    assert shown.private
    assert [each.id for each in ada.messages] == [shown.id]
    assert ben.messages == []
    assert discord_there.channel("stage").messages == []
    with pytest.raises(NotPossible, match="Ben does not see"):
        shown.seen_by(ben)


async def test_every_kind_of_option_arrives(bot: CastBot, discord_there: StandIn) -> None:
    ada, ben = discord_there.member("Ada"), discord_there.member("Ben", nick="Benno")
    shown = await ada.slash(
        "ask", character="c", question="q", times=3, aloud=True, friend=ben, tone="Softly"
    )
    assert shown.content == "c: q 3 True Benno soft"


async def test_a_subcommand_is_used_by_its_words(bot: CastBot, discord_there: StandIn) -> None:
    shown = await discord_there.member("Ada").slash("memory forget", days=3)
    assert shown.content == "forgot 3"
    assert shown.message.origin_command == "memory forget"


async def test_an_option_offers_choices_while_it_is_typed(
    bot: CastBot, discord_there: StandIn
) -> None:
    choices = await discord_there.member("Ada").autocomplete("ask", "character", "ca")
    assert [(choice.name, choice.value) for choice in choices] == [
        ("Camilla", "camilla"),
        ("Carlo", "carlo"),
    ]


@pytest.mark.parametrize("name", ["*Ada*", "آدا", "Ada\u202e", "<@1>", "`a`"])
async def test_names_arrive_as_people_write_them(
    bot: CastBot, discord_there: StandIn, name: str
) -> None:
    await discord_there.member(name).slash("memory forget")
    assert bot.last is not None
    assert bot.last.user.display_name == name


@pytest.mark.parametrize(
    ("command", "options", "why"),
    [
        ("sing", {}, "there is no /sing; registered are: /ask"),
        ("ask", {"character": "camilla"}, "cannot be sent without question"),
        ("ask", {"character": "c", "question": "q", "colour": "red"}, "has no option colour"),
        ("ask", {"character": "c", "question": "q", "times": 4}, "4 is not between 1 and 3"),
        ("ask", {"character": "c", "question": "q" * 201}, "201 is not between 1 and 200"),
        ("ask", {"character": "c", "question": 7}, "7 is not of type 3"),
        ("ask", {"character": "c", "question": "q", "times": True}, "True is not of type 4"),
        ("ask", {"character": "c", "question": "q", "tone": "loud"}, "not one of: Softly"),
        ("ask", {"character": "c", "question": "q", "friend": "Ben"}, "'Ben' is nobody"),
        ("memory", {}, "needs one of: forget"),
        ("memory lose", {}, "has no 'lose'; it has: forget"),
        ("purge", {}, "not offered to Ada: lacks"),
    ],
)
async def test_what_the_window_does_not_let_through_is_not_possible(
    bot: CastBot, discord_there: StandIn, command: str, options: dict[str, str], why: str
) -> None:
    with pytest.raises(NotPossible, match=why):
        await discord_there.member("Ada").slash(command, **options)


async def test_nothing_is_offered_for_an_option_without_autocomplete(
    bot: CastBot, discord_there: StandIn
) -> None:
    with pytest.raises(NotPossible, match="has no autocomplete"):
        await discord_there.member("Ada").autocomplete("ask", "question", "w")


async def test_a_moderator_s_command_is_offered_to_moderators(
    bot: CastBot, discord_there: StandIn
) -> None:
    mod = discord_there.member("Mod", permissions=Permission.MANAGE_MESSAGES)
    root = discord_there.member("Root", permissions=Permission.ADMINISTRATOR)
    assert (await mod.slash("purge")).content == "purged"
    assert (await root.slash("purge")).content == "purged"
    assert bot.last is not None
    assert bot.last.permissions.administrator


async def test_a_command_for_guilds_is_not_offered_in_direct_messages(
    bot: CastBot, discord_there: StandIn
) -> None:
    with pytest.raises(NotPossible, match="not offered in direct messages"):
        await discord_there.member("Ada").direct().slash("purge")
