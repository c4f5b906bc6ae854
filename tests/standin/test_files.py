"""Files: uploaded, shown in embeds, kept through edits, and served by the CDN."""

import io

import aiohttp
import discord
import pytest

from bot.standin import StandIn

from .cast_bot import PNG, CastBot
from .wire import take_problems


async def test_an_uploaded_file_is_attached_with_its_description_and_size(
    bot: CastBot, discord_there: StandIn
) -> None:
    shown = await discord_there.member("Ada").slash("portrait", loose=True)
    (file,) = shown.attachments
    assert (file.name, file.content, file.description) == ("camilla.png", PNG, "Camilla, en pointe")
    assert bot.last is not None
    original = await bot.last.original_response()
    (attachment,) = original.attachments
    assert (attachment.width, attachment.height) == (4, 3)
    assert attachment.content_type == "image/png"


async def test_the_cdn_serves_what_was_uploaded(bot: CastBot, discord_there: StandIn) -> None:
    await discord_there.member("Ada").slash("portrait", loose=True)
    assert bot.last is not None
    (attachment,) = (await bot.last.original_response()).attachments
    assert attachment.url.startswith("https://cdn.discordapp.com/attachments/")
    assert await attachment.read() == PNG
    assert await attachment.read(use_cached=True) == PNG


async def test_the_cdn_has_nothing_else(discord_there: StandIn) -> None:
    connector = aiohttp.UnixConnector(discord_there.socket)
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        session.get("https://cdn.discordapp.com/attachments/1/2/camilla.png") as answer,
    ):
        assert answer.status == 404


async def test_a_file_shown_in_an_embed_is_no_longer_among_the_attachments(
    bot: CastBot, discord_there: StandIn
) -> None:
    shown = await discord_there.member("Ada").slash("portrait")
    thumbnail = shown.embeds[0]["thumbnail"]
    assert thumbnail["url"].startswith("https://cdn.discordapp.com/attachments/")
    assert (thumbnail["width"], thumbnail["height"]) == (4, 3)
    assert shown.text == "Camilla\nShe dances."
    assert bot.last is not None
    assert (await bot.last.original_response()).attachments == []
    bare = await bot.last.edit_original_response(content="no embed", embed=None)
    assert [attachment.filename for attachment in bare.attachments] == ["camilla.png"]
    assert [file.name for file in shown.attachments] == ["camilla.png"]


async def test_a_picture_whose_file_is_missing_is_left_out_and_reported(
    bot: CastBot, discord_there: StandIn
) -> None:
    embed = discord.Embed(title="Camilla").set_thumbnail(url="attachment://carlo.png")
    sent = await bot.guilds[0].text_channels[0].send(embed=embed)
    assert sent.embeds[0].thumbnail.url is None
    assert take_problems(discord_there) == [
        "an embed shows attachment://carlo.png, but there is no such file with its message"
    ]


async def test_an_edit_keeps_the_files_it_names_and_adds_new_ones(
    bot: CastBot, discord_there: StandIn
) -> None:
    channel = bot.guilds[0].text_channels[0]
    files = [discord.File(io.BytesIO(b"a"), "a.txt"), discord.File(io.BytesIO(b"b"), "b.txt")]
    sent = await channel.send("two", files=files)
    new = discord.File(io.BytesIO(b"c"), "c.txt")
    await sent.edit(attachments=[sent.attachments[1], new])
    (shown,) = discord_there.channel("stage").messages
    assert [(file.name, file.content) for file in shown.attachments] == [
        ("b.txt", b"b"),
        ("c.txt", b"c"),
    ]
    await sent.edit(attachments=[])
    assert shown.attachments == []


async def test_a_private_file_has_an_address_of_its_own(
    bot: CastBot, discord_there: StandIn
) -> None:
    await discord_there.member("Ada").slash("memory forget")
    assert bot.last is not None
    file = discord.File(io.BytesIO(b"secret"), "note.txt")
    sent = await bot.last.followup.send(file=file, ephemeral=True, wait=True)
    assert "/ephemeral-attachments/" in sent.attachments[0].url
    assert await sent.attachments[0].read() == b"secret"


async def test_a_file_over_the_limit_is_refused(bot: CastBot, discord_there: StandIn) -> None:
    await discord_there.member("Ada").slash("memory forget")
    assert bot.last is not None
    big = discord.File(io.BytesIO(bytes(bot.last.filesize_limit + 1)), "big.bin")
    with pytest.raises(discord.HTTPException) as refused:
        await bot.guilds[0].text_channels[0].send(file=big)
    assert (refused.value.status, refused.value.code) == (413, 40005)
