"""Buttons, menus and modals, clicked and filled in by people."""

import pytest

from bot.standin import NotPossible, StandIn

from .cast_bot import CastBot


async def test_a_click_can_be_answered_with_another_message(
    bot: CastBot, discord_there: StandIn
) -> None:
    ada = discord_there.member("Ada")
    shown = await ada.slash("buttons")
    assert [button.label for button in shown.buttons] == ["More", "Turn", "Note", "Ask", "Closed"]
    more = await shown.click("More")
    assert (more.answer, more.content, more.private) == ("message", "more", True)
    assert more.replies_to == shown.id
    assert bot.last is not None
    assert bot.last.message is not None
    assert str(bot.last.message.id) == shown.id


async def test_a_click_can_turn_the_message_it_was_made_on(
    bot: CastBot, discord_there: StandIn
) -> None:
    shown = await discord_there.member("Ada").slash("buttons")
    turned = await shown.click("turn")
    assert (turned.answer, turned.id, shown.content) == ("update", shown.id, "turned")
    assert (shown.buttons, shown.edited) == ([], True)


async def test_a_click_can_be_noted_and_the_message_changed_later(
    bot: CastBot, discord_there: StandIn
) -> None:
    held = discord_there.faults.hold("PATCH", "@original")
    shown = await discord_there.member("Ada").slash("buttons")
    noted = await shown.click("Note")
    assert (noted.answer, noted.content) == ("acknowledged", "press")
    held.release()
    assert (await noted.settled()).content == "noted"


async def test_somebody_else_may_click_what_everyone_sees(
    bot: CastBot, discord_there: StandIn
) -> None:
    shown = await discord_there.member("Ada").slash("buttons")
    more = await shown.click("More", by=discord_there.member("Ben"))
    assert more.private
    assert bot.last is not None
    assert bot.last.user.display_name == "Ben"
    assert [each.id for each in discord_there.member("Ada").messages] == [shown.id]


async def test_nobody_else_can_click_a_private_message(
    bot: CastBot, discord_there: StandIn
) -> None:
    shown = await discord_there.member("Ada").slash("buttons", private=True)
    with pytest.raises(NotPossible, match="Ben does not see"):
        await shown.click("More", by=discord_there.member("Ben"))
    assert (await shown.click("More")).content == "more"


async def test_what_is_shown_to_everyone_is_clicked_by_somebody(
    bot: CastBot, discord_there: StandIn
) -> None:
    await discord_there.member("Ada").slash("buttons")
    (shown,) = discord_there.channel("stage").messages
    with pytest.raises(NotPossible, match="say who clicks"):
        await shown.click("More")


@pytest.mark.parametrize(
    ("button", "why"), [("Closed", "is disabled"), ("Less", "there is no 'Less'; there is: More")]
)
async def test_a_button_that_is_not_there_or_disabled_cannot_be_clicked(
    bot: CastBot, discord_there: StandIn, button: str, why: str
) -> None:
    shown = await discord_there.member("Ada").slash("buttons")
    with pytest.raises(NotPossible, match=why):
        await shown.click(button)


async def test_a_message_that_is_gone_cannot_be_clicked(
    bot: CastBot, discord_there: StandIn
) -> None:
    shown = await discord_there.member("Ada").slash("buttons")
    await discord_there.delete(shown)
    with pytest.raises(NotPossible, match="the message is gone"):
        await shown.click("More")


async def test_one_chooses_from_a_menu_by_its_labels(bot: CastBot, discord_there: StandIn) -> None:
    shown = await discord_there.member("Ada").slash("menus")
    assert shown.menus[0].options == {"Camilla": "c", "The director": "d"}
    chosen = await shown.choose("Who?", "The director")
    assert chosen.content == "chose ['d']"
    with pytest.raises(NotPossible, match="has no"):
        await shown.choose("Who?", "Carlo")
    with pytest.raises(NotPossible, match="takes 1 to 1 choices, not 2"):
        await shown.choose("who", "Camilla", "The director")


async def test_one_chooses_a_person(bot: CastBot, discord_there: StandIn) -> None:
    shown = await discord_there.member("Ada").slash("menus")
    chosen = await shown.choose("A friend?", discord_there.member("Ben"))
    assert chosen.content == "chose Ben"


async def test_a_modal_with_rows_is_filled_in_by_label_or_custom_id(
    bot: CastBot, discord_there: StandIn
) -> None:
    opened = await discord_there.member("Ada").slash("form")
    assert opened.answer == "modal"
    assert opened.modal.title == "Ask her"
    assert [field.label for field in opened.modal.fields] == ["Your question"]
    asked = await opened.modal.submit(question="Why dance?")
    assert asked.content == "asked: Why dance?"
    again = await discord_there.member("Ada").slash("form")
    assert (await again.modal.submit({"Your question": "Why?"})).content == "asked: Why?"


async def test_a_modal_with_labels_changes_the_message_it_was_opened_from(
    bot: CastBot, discord_there: StandIn
) -> None:
    shown = await discord_there.member("Ada").slash("buttons")
    opened = await shown.click("Ask")
    assert [field.label for field in opened.modal.fields] == ["Your question", "Your mood"]
    submitted = await opened.modal.submit({"Your mood": "Calm"}, question="Why?")
    assert (submitted.answer, submitted.id) == ("update", shown.id)
    assert shown.content == "Why? ['calm']"


async def test_a_modal_is_no_message_and_a_message_no_modal(
    bot: CastBot, discord_there: StandIn
) -> None:
    opened = await discord_there.member("Ada").slash("form")
    with pytest.raises(NotPossible, match="there is no message"):
        _ = opened.content
    shown = await discord_there.member("Ada").slash("buttons")
    with pytest.raises(NotPossible, match="no modal was opened"):
        _ = shown.modal


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"question": ""}, "cannot be sent empty"),
        ({"question": "W"}, "1 characters, not 2 to 20"),
        ({"question": "W" * 21}, "21 characters, not 2 to 20"),
        ({"answer": "42"}, "has no answer; it has: Your question"),
    ],
)
async def test_a_modal_is_not_sent_while_a_field_does_not_fit(
    bot: CastBot, discord_there: StandIn, given: dict[str, str], why: str
) -> None:
    opened = await discord_there.member("Ada").slash("form")
    with pytest.raises(NotPossible, match=why):
        await opened.modal.submit(**given)
