"""Work in a process of its own, which gives back all the memory that the work took."""

import io
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)


def done_apart(module: str, **given: "NDArray[Any]") -> "NDArray[np.float32] | None":
    """What ``python -m module`` makes of the arrays ``given``; ``None`` where it could not be run,
    so that the work is to be done here."""
    import numpy as np  # noqa: PLC0415

    if not sys.executable:
        return None
    sent = io.BytesIO()
    np.savez(sent, allow_pickle=False, **given)
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, with nothing from outside
            [sys.executable, "-m", module],
            input=sent.getbuffer(),
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[3],
        )
        made: NDArray[np.float32] = np.load(io.BytesIO(done.stdout))
    except subprocess.CalledProcessError as error:
        said = error.stderr[-500:].decode(errors="replace").strip()
        log.warning("learning in this process, since %s: %s", error, said)
        return None
    except (OSError, EOFError, ValueError) as error:
        log.warning("learning in this process: %s", error)
        return None
    return made


def serve(work: "Callable[..., NDArray[np.float32]]") -> None:
    """The other side: reads the arrays from standard input and writes what ``work`` makes."""
    import numpy as np  # noqa: PLC0415

    given = np.load(io.BytesIO(sys.stdin.buffer.read()))
    np.save(sys.stdout.buffer, work(**given))
