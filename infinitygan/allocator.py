"""The memory allocator of this process, set up for large blocks that come and go."""

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of glibc's malloc.h
_LARGEST_INT = 2**31 - 1


def keep_freed_memory() -> None:
    """Let glibc reuse large blocks: to map and clear them anew for every layer costs a third.

    Does nothing with other C libraries.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    mallopt(_M_MMAP_THRESHOLD, _LARGEST_INT)
    mallopt(_M_TRIM_THRESHOLD, _LARGEST_INT)
