"""Files that appear complete or not at all."""

import os
import secrets
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

# Windows refuses while a virus scanner or an indexer reads the target, mostly for a moment.
_RETRIES_S = (0.02, 0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()


@contextmanager
def replacing(path: Path) -> Generator[BinaryIO, None, None]:
    """Open a new file that takes the place of `path` when the block ends without an error.

    Until then, and after any error, what stands at `path` is untouched. A link is followed.
    """
    target = path.resolve()
    # Opened by hand: tempfile makes files that only their owner can read, whatever the umask.
    temporary = target.with_name(f".everscape-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists() and os.name == "posix":  # elsewhere a mode only says "read-only"
            shutil.copymode(target, temporary)
        _put(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _put(temporary: Path, target: Path) -> None:
    for wait_s in _RETRIES_S:
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(wait_s)
        else:
            return
    temporary.replace(target)
