"""The places of installation: a guild with the bot, direct messages, and where the bot is not."""

import discord
import pytest

from bot.standin import NotPossible, StandIn

from .cast_bot import CastBot
from .wire import Wire


async def test_in_its_guild_the_bot_is_told_the_guild_the_member_and_their_rights(
    bot: CastBot, discord_there: StandIn
) -> None:
    await discord_there.member("Ada", nick="Addie", locale="de").slash("memory forget")
    interaction = bot.last
    assert interaction is not None
    assert interaction.guild is bot.guilds[0]
    assert isinstance(interaction.user, discord.Member)
    assert interaction.user.display_name == "Addie"
    assert interaction.locale is discord.Locale.german
    assert interaction.is_guild_integration()
    assert not interaction.is_user_integration()
    assert interaction.app_permissions.embed_links
    assert interaction.context.guild


async def test_where_both_are_installed_both_are_named(
    bot: CastBot, discord_there: StandIn
) -> None:
    await discord_there.member("Ada", has_application=True).slash("memory forget")
    assert bot.last is not None
    assert bot.last.is_guild_integration()
    assert bot.last.is_user_integration()


async def test_in_another_channel_of_the_guild(bot: CastBot, discord_there: StandIn) -> None:
    discord_there.add_channel("balcony")
    await discord_there.member("Ada").in_channel("balcony").slash("memory forget")
    assert bot.last is not None
    assert isinstance(bot.last.channel, discord.TextChannel)
    assert bot.last.channel.name == "balcony"
    assert len(discord_there.channel("balcony").messages) == 1
    assert discord_there.channel("stage").messages == []


async def test_direct_messages_belong_to_no_guild(bot: CastBot, discord_there: StandIn) -> None:
    ada = discord_there.member("Ada").direct()
    shown = await ada.slash("think")
    assert (await shown.settled()).content == "thought"
    interaction = bot.last
    assert interaction is not None
    assert interaction.guild is None
    assert isinstance(interaction.channel, discord.DMChannel)
    assert interaction.context.dm_channel
    assert not interaction.is_user_integration()
    assert discord_there.channel("stage").messages == []


async def test_the_bot_opens_direct_messages_with_somebody(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada")
    channel = await bot.create_dm(discord.Object(int(ada.id)))
    sent = await channel.send("Good evening.")
    seen = await ada.direct().sees("Good evening.")
    assert seen.id == str(sent.id)
    assert ada.messages == []


async def test_elsewhere_only_the_answers_are_the_bot_s(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada").elsewhere()
    shown = await ada.slash("memory forget")
    assert not shown.private
    interaction = bot.last
    assert interaction is not None
    assert interaction.is_user_integration()
    assert not interaction.is_guild_integration()
    assert interaction.guild is not None
    assert interaction.guild not in bot.guilds
    await ada.say("is anybody there?")
    assert bot.heard == []


async def test_elsewhere_the_channel_is_closed_to_the_bot(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada").elsewhere()
    channel = bot.get_partial_messageable(int(ada.channel_id))
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")
    assert refused.value.code == 50001


async def test_elsewhere_answers_are_private_where_applications_may_not_be_shown(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada").elsewhere(may_use_own_applications=False)
    shown = await ada.slash("memory forget")
    assert shown.private


async def test_elsewhere_a_sixth_follow_up_is_refused(bot: CastBot, discord_there: StandIn) -> None:
    await discord_there.member("Ada").elsewhere().slash("memory forget")
    assert bot.last is not None
    for number in range(5):
        await bot.last.followup.send(str(number))
    with pytest.raises(discord.HTTPException) as refused:
        await bot.last.followup.send("6")
    assert refused.value.code == 40094


async def test_between_two_people_the_bot_is_used_by_the_account_that_has_it(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada, ben = discord_there.member("Ada"), discord_there.member("Ben")
    shown = await ada.privately_with(ben).slash("memory forget")
    assert bot.last is not None
    assert bot.last.context.private_channel
    assert bot.last.is_user_integration()
    assert (await ben.privately_with(ada).sees("forgot")).id == shown.id


async def test_without_the_installation_nothing_is_offered(wire: Wire) -> None:
    command = {"name": "ask", "description": "Ask.", "integration_types": [1]}
    await wire.send("PUT", wire.commands_path, [command])
    with pytest.raises(NotPossible, match="not installed there"):
        await wire.there.member("Ada").slash("ask")
