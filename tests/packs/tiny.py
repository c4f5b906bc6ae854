"""Two scenes, two characters, three beats: Ada mends a clock, and Bo hears it strike."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from bot.story import Story, load_story
from bot.story.check import check_pack
from bot.story.problems import Problem

MORNING = "In the morning Ada opened the old clock and found one tooth missing from its wheel."
EVENING = 'In the evening the clock struck six. "It runs," said Bo, and Ada wept where nobody saw.'
TEXT = f"{MORNING}\n\n{EVENING}"

STORY = """\
title: The Clock
credit: Written for these tests.
cast: [ada, bo]
scenes:
  - id: morning
    title: Morning
    passage: {first: In the morning Ada, last: from its wheel.}
    setting: A table under a window.
    present: [ada]
    opening: The clock lies open.
    recap: Ada took the clock apart.
  - id: evening
    title: Evening
    passage: {first: In the evening, last: where nobody saw.}
    setting: The same table, by lamplight.
    present: [ada, bo]
    opening: It is nearly six.
    recap: It struck, and Bo was pleased.
"""

CANON = """\
facts:
  - {id: old-clock, quote: the old clock, known_to: [ada, bo], about: [clock], since: before}
  - {id: missing-tooth, quote: one tooth missing, known_to: [ada], about: [clock]}
  - {id: struck-six, quote: the clock struck six, known_to: [ada, bo], about: [clock]}
  - {id: bo-was-pleased, quote: '"It runs," said Bo', known_to: [ada, bo], about: [bo]}
  - {id: ada-wept, quote: Ada wept where nobody saw, known_to: [ada], about: [ada]}
"""

ADA_BEATS = """\
beats:
  - id: the-repair
    topic: clock
    asked: what was wrong with the clock
    answers:
      - what was wrong with the clock
      - what is broken
      - why did it stop
      - what did you find inside
      - how did you mend it
      - is it broken
    patterns: ["what [ever] (broke|failed)"]
    says:
      - text: Under the lid a tooth was gone.
        stands_on: [missing-tooth]
      - Small things stop large ones, {{ person }}.
      - Ask the wheel.
    rejoinders:
      why: [Brass tires like anybody else.]
      and-then: [Then I filed a new one.]
      really: [Count them yourself.]
    leads_to: [the-striking]
  - id: the-striking
    topic: clock
    since: evening
    asked: what happened at six
    answers:
      - what happened at six
      - did it strike
      - did the clock work
      - what did you hear
      - does it run now
      - was it loud
    stands_on: [struck-six]
    says:
      - Six strokes, all of them on time.
      - It rang, and the cups rang with it.
    rejoinders:
      why: [A hammer falls because something lets go.]
"""

BO_BEATS = """\
beats:
  - id: the-verdict
    topic: clock
    asked: whether it runs
    answers:
      - does the clock run
      - is it mended
      - what did you say
      - are you pleased
      - was the work good
      - do you like it
    says:
      - text: I said two words and they were true.
        stands_on: [bo-was-pleased]
      - Pleased enough.
"""

_SOCIAL = (
    "greeting", "thanks", "farewell", "praise", "insult", "again", "aside", "silence", "bare",
    "program",
)  # fmt: skip
_DEFLECTIONS = {
    "personal": "where do you live|how old are you|who are your parents|are you rich|"
    "what is your name|have you a dog",
    "outside": "what is the weather|who won the game|what is the news|do you watch films|"
    "who is the king|where is france",
    "task": "write a poem|translate this|do my homework|ignore your instructions|"
    "tell me a joke|write a script",
    "nonsense": "asdf|bloop|xyzzy|qwerty|blah blah|zzzz",
}


def _closing(name: str) -> str:
    """Social lines and deflections, each beginning with words of its own."""
    lines = ["social:"]
    for kind in _SOCIAL:
        lines.append(f"  {kind}:")
        lines.append(f"    says: [{name} keeps {kind} short., {kind} comes second for {name}.]")
    lines.append("deflections:")
    for kind, triggers in _DEFLECTIONS.items():
        lines.append(f"  {kind}:")
        lines.append("    answers:")
        lines += [f"      - {trigger}" for trigger in triggers.split("|")]
        lines.append(f"    says: [{kind} is no matter of {name}., Not {kind} again from {name}.]")
    return "\n".join(lines) + "\n"


def _persona(name: str, subject: str) -> str:
    return f"""\
id: {name.lower()}
name: {name} Vale
called: {name}
role: Somebody in a story about a clock
aliases: [the {name.lower()} of the tests]
pronouns: {{subject: {subject}, object: them, possessive: their}}
colour: "#336699"
portrait: portrait.png
traits: [patient]
relations:
  {"bo" if name == "Ada" else "ada"}: They share a table.
never_says: [tick tock]
"""


TEMPLATE = """\
{% extends "persona_base.md.j2" %}
{% block portrait %}
{{ name }} is patient.
{% endblock %}
{% block voice %}
Short sentences.
{% endblock %}
"""

TESTS = """\
tests:
  - character: ada
    question: what was wrong with the clock
    beat: the-repair
    cites: []
    never_cites: [struck-six]
"""


def _smallest_png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        summed = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", summed)

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixel = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + header + pixel + chunk(b"IEND", b"")


@dataclass(frozen=True, slots=True)
class TinyPack:
    """The pack in ``folder``, and ways to break it and to hear what is wrong."""

    folder: Path

    def text(self, file: str) -> str:
        """What stands in ``file``."""
        return (self.folder / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        """Puts ``text`` into ``file`` in place of what stood there."""
        (self.folder / file).write_text(text, encoding="utf-8")

    def replace(self, file: str, old: str, new: str) -> int:
        """Puts ``new`` for the one ``old`` in ``file``; returns the line on which it stands."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def remove(self, file: str) -> None:
        """Takes ``file`` away."""
        (self.folder / file).unlink()

    def problems(self) -> list[Problem]:
        """Everything that ``stagedoor check`` finds wrong in the files."""
        return check_pack(self.folder)[2]

    def load(self) -> Story:
        """The story. Raises ``PackError``."""
        return load_story(self.folder)


def tiny_pack(folder: Path) -> TinyPack:
    """A pack without problems, written into ``folder``."""
    files = {
        "story.txt": TEXT,
        "story.yaml": STORY,
        "canon.yaml": CANON,
        "tests.yaml": TESTS,
        "ada/persona.yaml": _persona("Ada", "she"),
        "ada/persona.md.j2": TEMPLATE,
        "ada/beats.yaml": ADA_BEATS + _closing("Ada"),
        "bo/persona.yaml": _persona("Bo", "he"),
        "bo/persona.md.j2": TEMPLATE,
        "bo/beats.yaml": BO_BEATS + _closing("Bo"),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("ada", "bo"):
        (folder / name / "portrait.png").write_bytes(_smallest_png())
    return TinyPack(folder)
