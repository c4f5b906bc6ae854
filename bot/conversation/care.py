"""When somebody speaks of hurting themselves, the bot itself answers, and keeps nothing.

The words below are a net with wide meshes for first-person phrases, English first and the plainest
ones of five more languages. It is no diagnosis: a kind word too many does no harm.
"""

import re
import unicodedata
from types import MappingProxyType

from bot.errors import CareNeeded
from bot.text import cleaned

CARE = (
    "This is the bot speaking, not a character. What you wrote sounds heavy, and you matter more "
    "than any story. If you might be in danger now, please call your local emergency number. "
    "If not, please tell someone you trust today, or talk with people who are there for this: "
    "<https://findahelpline.com> lists free and confidential lines, country by country. "
    "Only you can see this, and what you wrote has not been kept."
)

# Up to three words may stand between a wish and what is wished: "i really just want to die".
_FEW = r"(?: [\w']+){0,3}?"
_ENOUGH = r"(?=$|[.,!?;:…\n-]| (?:now|today|tonight|anymore|any more|already|soon|again|so|and|but|because|cause|please|tbh|lol|sometimes|every|all|right|rn|i|im|i'm|inside|alone|too)\b)"
_SIGNS = (
    # wishing to die, or not to live
    rf"\b(?:want|wanna|wanting|wish|need|ready|going|gonna|hope|about|like|rather|should|could) (?:to |2 )?(?:[\w']+ )?(?:die|be dead|unalive|kms){_ENOUGH}",
    r"\bwish i (?:could |would )?(?:just )?(?:die|was dead|were dead|be dead|wasn'?t alive|weren'?t alive|was never born|were never born|had never been born|'d never wake up|would never wake up)",
    r"\bwish i'?d? never (?:been born|wake|woke)",
    r"\bfeel(?:ing)? like (?:dying|killing my ?self)\b",
    r"\b(?:hope|wish|pray) i (?:do ?n'?t|won'?t|never|did ?n'?t) wake up\b",
    rf"\b(?:do ?n.?t|do not|no longer|not) (?:[\w']+ )?(?:want to|wanna) (?:live|be alive|exist|wake up|be here|go on|keep going)(?: any ?more| like this)?{_ENOUGH}",
    r"\b(?:no|any|see no|without a) (?:reason|point) (?:left )?(?:to|in) (?:live|living|go on|going on|keep (?:living|going))\b",
    r"\bnothing (?:left )?to live for\b(?! but)",
    r"\blife (?:is ?n'?t|is not|isn't|not) worth (?:living|it)\b",
    r"\b(?:i'?m|i am|so) done with (?:my )?life\b",
    r"\b(?:better off|better) (?:dead|without me)(?! in\b)",
    r"\bi (?:can'?t|can ?not|cannot) (?:go on|live like this|live any ?more)\b",
    r"\bi'?d rather be dead\b|\bi'?d be better off dead\b|\bi should be dead\b",
    # ending it
    rf"\b(?:end|ending|take|taking|took|ended) my (?:own )?life{_ENOUGH}",
    rf"\b(?:want|wanna|going|gonna|ready|plan|planning|time) (?:to )?end it(?: all)?{_ENOUGH}",
    r"\bending it (?:all|tonight|today|now)\b",
    # doing it to oneself
    (
        r"\b(?:k[i*]ll|killing|unalive|hang|hanging|drown|drowning|shoot|shooting|cut|cutting|harm|harming|starve|starving|poison|poisoning|burned|burn|burning) my ?self"
        r"(?! ?-|[ -](?:esteem|respect|confidence|written))"
    ),
    r"\bhurt(?:ing)? my ?self(?= (?:on purpose|again|badly|tonight|so|because)|$|[.,!?])",
    r"\b(?:want|wanna|going|gonna|need|keep|thinking (?:of|about)) (?:to )?hurt(?:ing)? my ?self\b",
    r"\b(?:cut|slit|cutting|slitting) (?:my )?(?:own )?wrists?\b",
    r"\bi(?:'ve| have)? been (?:cutting|self.?harming)\b",
    r"\b(?:took|taken|take|swallowed|taking) (?:all (?:of )?my|a (?:whole )?bottle of|too many|a handful of) (?:pills|tablets|sleeping)\b",
    r"\b(?:i (?:just )?|i'?m |to |took an? |taken an? |going to |gonna )overdosed?\b",
    r"\b(?:jump|jumping) (?:off|from) (?:a|the|this|that) (?:[\w']+ )?(?:bridge|roof|building|window|balcony|cliff)\b",
    r"\bi (?:have|got|bought|made) a noose\b",
    r"\bhow many pills\b.*\bdie\b|\b(?:easiest|best|painless) way to (?:die|kill (?:your|my) ?self)\b",
    r"\bi(?: want to| wanna|'?m going to|'?m gonna)? kms\b(?! tool)|^kms\W*$",
    # the words themselves, said of oneself or of no one
    r"\b(?:i|i'?m|i am|my|feel|feeling|felt|been|considering|thinking (?:of|about)|about|commit|planning)(?: [\w']+){0,2} (?:suicidal|suicide|sewerslide)\b(?! squad)",
    r"^\W*(?:suicidal|suicide|self[ -]?harm)\W*$",
    r"\b(?:my|i|i'?m|to|with|do|keep|started|stop) (?:[\w']+ )?self[ -]?(?:harm|harming|mutilat)",
    # the plainest words of other languages
    r"\bje veux (?:mourir|me (?:tuer|suicider))\b|\benvie de mourir\b|\bme (?:suicider|faire du mal)\b",
    r"\bquiero (?:morir|suicidar)|\bme quiero (?:morir|matar)\b|\b(?:matarme|suicidarme|hacerme daño)\b",
    r"\bich (?:will|möchte|kann) nicht mehr(?: leben)?$|\bich (?:will|möchte) (?:nicht mehr leben|sterben)\b",
    r"\bselbstmord|\bsuizid|\bbringe? mich um\b|\bmich (?:umbringen|ritzen|töten)\b",
    r"\bvoglio morire\b|\bnon voglio più vivere\b|\b(?:uccidermi|ammazzarmi|farmi del male)\b",
    r"\bquero (?:morrer|me matar)\b|\bme (?:matar|machucar)\b",
    r"\bnie chcę żyć\b|\bхочу умереть\b|死にたい|我想死|自殺|自杀",
)
_SIGN = re.compile("|".join(_SIGNS), re.IGNORECASE)
# Cyrillic letters that look Latin, and figures that stand for letters.
_LOOKALIKES = MappingProxyType({ord(a): b for a, b in zip("іеоас1340", "ieoacieao", strict=True)})


def needs_care(words: str) -> bool:
    """Whether ``words`` speak of the person hurting themselves."""
    read = " ".join(cleaned(unicodedata.normalize("NFKC", words)).replace("’", "'").split())
    return any(_SIGN.search(each) for each in (read, read.casefold().translate(_LOOKALIKES)))


def heed(words: str) -> None:
    """Raises ``CareNeeded`` when ``words`` speak of the person hurting themselves."""
    if needs_care(words):
        raise CareNeeded(CARE)
