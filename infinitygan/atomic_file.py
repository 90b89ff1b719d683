"""Files that appear complete or not at all."""

import os
import secrets
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


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
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
