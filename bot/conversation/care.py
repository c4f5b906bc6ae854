"""When somebody speaks of hurting themselves, the bot itself answers, and keeps nothing.

The words below are a net with wide meshes for first-person phrases, English first and the plainest
ones of five more languages. It is no diagnosis: a kind word too many does no harm.
"""

import re

from bot.errors import CareNeeded
from bot.text import cleaned

CARE = (
    "This is the bot speaking, not a character. What you wrote sounds heavy, and you matter more "
    "than any story. If you might be in danger now, please call your local emergency number. "
    "If not, please tell someone you trust today, or talk with people who are there for this: "
    "<https://findahelpline.com> lists free and confidential lines, country by country. "
    "Only you can see this, and what you wrote has not been kept."
)

_ABOUT_TO = r"(am|'?m) (just )?(going|gonna|ready|planning)"
_WISH = rf"(want|wanna|need|wish|would rather|'d rather|plan|{_ABOUT_TO})( to)?"
_END = r"(die|be dead|end it( all)?|disappear forever|not exist)"
_LIVE = r"(live|be alive|exist|wake up|be here any ?more)"
_SIGNS = (
    r"\bsuicid",
    r"\bself[ -]?harm",
    r"\bself-?mutilat",
    r"\bkms\b",
    r"\bunalive (me|myself)\b",
    r"\b(kill|hurt|harm|cut|hang|drown|shoot|burn|starve|poison)(t?ing)? my ?self\b",
    r"\b(end|take|took|ending|taking) my (own )?life\b",
    rf"\bi ?(just )?{_WISH} {_END}\b",
    r"\bi wish i (was|were) (dead|never born)\b",
    r"\bi should (just )?(die|be dead)\b",
    rf"\b(do ?n.?t|do not|no longer) (want to|wanna) {_LIVE}\b",
    r"\b(no reason|nothing) (left )?to live for\b",
    r"\bno reason to (live|go on|keep living)\b",
    r"\bbetter off (dead|without me)\b",
    r"\b(took|taking|take) an overdose\b",
    r"\bme (tuer|faire du mal)\b|\bje veux mourir\b",
    r"\bquiero morir|\bmatarme\b|\bhacerme daño\b",
    r"\bsuizid|\bselbstmord|\bmich (umbringen|ritzen|töten)\b",
    r"\bich (will|möchte) (nicht mehr leben|sterben)\b",
    r"\bvoglio morire\b|\b(uccidermi|ammazzarmi|farmi del male)\b",
    r"\bquero morrer\b|\b(me matar|me machucar)\b",
)
_SIGN = re.compile("|".join(_SIGNS), re.IGNORECASE)


def needs_care(words: str) -> bool:
    """Whether ``words`` speak of the person hurting themselves."""
    return _SIGN.search(" ".join(cleaned(words).replace("’", "'").split())) is not None


def heed(words: str) -> None:
    """Raises ``CareNeeded`` when ``words`` speak of the person hurting themselves."""
    if needs_care(words):
        raise CareNeeded(CARE)
