"""``/scene`` with its pages, and ``/cast``."""

from dataclasses import replace

from bot.standin import Permission
from bot.story.portrait import draw_monogram

from .conftest import Open, Playhouse

MODERATOR = Permission.MANAGE_MESSAGES | Permission.SEND_MESSAGES | Permission.VIEW_CHANNEL


async def test_a_new_channel_stands_after_the_last_scene(house: Playhouse) -> None:
    shown = await house.ada.slash("scene")
    assert not shown.private
    (embed,) = shown.embeds
    assert embed["title"] == "Camilla Roche: After the last scene"
    assert "He called her magnificent" in shown.content
    present = next(field for field in embed["fields"] if field["name"] == "Present")
    assert present["value"] == "Camilla Roche, The Director"


async def test_what_was_played_is_told_with_names(house: Playhouse) -> None:
    await house.ada.slash("ask", character="camilla", question="Why do you dance?")
    await house.ben.slash("ask", character="director", question="Did you mean it?")
    shown = await house.ada.slash("scene")
    played = shown.content.split("\n\n")[-1]
    assert played == (
        "Since the curtain rose, Ada asked Camilla why she dances; "
        "Ben asked the director whether he meant it."
    )


async def test_pages_are_turned_privately(house: Playhouse) -> None:
    shown = await house.ada.slash("scene")
    page = await shown.click("Leaf through the scenes", by=house.ben)
    assert page.private
    earlier = await page.click("◀ Earlier")
    assert earlier.answer == "update"
    assert earlier.embeds[0]["title"] == "Camilla Roche: Backstage"
    assert earlier.content.startswith("*The applause is on the other side of the curtain.")
    for _ in house.story.scenes[1:]:
        earlier = await earlier.click("◀ Earlier")
    assert earlier.embeds[0]["title"] == "Camilla Roche: The edge of the stage"
    assert [button.label for button in earlier.buttons] == ["Later ▶", "Play here"]


async def test_whoever_may_manage_messages_moves_the_story_for_the_channel(
    house: Playhouse,
) -> None:
    page = await (await house.ada.slash("scene")).click("Leaf through the scenes")
    page = await page.click("◀ Earlier")
    refused = await page.click("Play here")
    assert refused.private
    assert "manage messages" in refused.content

    moderator = house.discord.member("Mo", permissions=MODERATOR | Permission(2**31))
    page = await (await moderator.slash("scene")).click("Leaf through the scenes")
    for _ in house.story.scenes:
        page = await page.click("◀ Earlier")
    told = await page.click("Play here")
    assert not told.private
    assert told.content.startswith("Mo moves the story to “The edge of the stage”.")
    view = await house.memory.channel(house.ada.channel_id).view()
    assert view.scene == "edge-of-the-stage"
    scene = await house.ada.slash("scene")
    assert scene.embeds[0]["title"] == "Camilla Roche: The edge of the stage"
    assert "magnificent" not in scene.content


async def test_rewound_she_cannot_speak_of_what_has_not_happened(house: Playhouse) -> None:
    await house.memory.channel(house.ada.channel_id).stand_at("edge-of-the-stage")
    shown = await house.ada.slash("ask", character="camilla", question="What did he say to you?")
    assert "magnificent" not in shown.content.lower()
    assert shown.embeds[0]["footer"]["text"].startswith("Turned aside")


async def test_the_pages_work_after_a_restart(open_house: Open) -> None:
    async with open_house() as house:
        shown = await house.ada.slash("scene")
    async with open_house() as house:
        page = await shown.click("Leaf through the scenes")
        assert page.private


async def test_the_cast_is_introduced_with_portraits(house: Playhouse) -> None:
    shown = await house.ada.slash("cast")
    assert [embed["author"]["name"] for embed in shown.embeds] == ["Camilla Roche", "The Director"]
    assert [file.name for file in shown.attachments] == ["camilla.png", "director.png"]
    assert all(len(embed["description"]) > 80 for embed in shown.embeds)


async def test_a_character_without_a_picture_gets_one_drawn_from_name_and_colour(
    house: Playhouse,
) -> None:
    camilla = house.story.characters["camilla"]
    bare = replace(camilla, persona=replace(camilla.persona, picture=None))
    drawn = await house.client.stage.portrait(bare)
    assert drawn == draw_monogram("Camilla Roche", camilla.persona.colour)
    assert await house.client.stage.portrait(bare) is drawn
