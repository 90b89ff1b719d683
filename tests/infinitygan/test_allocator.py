import mmap
import subprocess
import sys

import pytest

CHURN = """
import resource, sys
from infinitygan.allocator import keep_freed_memory
if sys.argv[1] == "keep":
    keep_freed_memory()
for _ in range(8):
    block = b"x" * (64 * 2**20)
    del block
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""


def faults(mode: str) -> int:
    run = subprocess.run(
        [sys.executable, "-c", CHURN, mode], capture_output=True, text=True, check=True
    )
    return int(run.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_large_blocks_are_used_again_without_page_faults():
    assert faults("keep") * 3 < faults("leave")


HOLES = """
from pathlib import Path
from infinitygan.allocator import give_back_freed_memory, keep_freed_memory
keep_freed_memory()
blocks = [b"x" * 2**20 for _ in range(128)]
blocks = blocks[::8]  # what stays lies between what is freed
def held():
    return int(Path("/proc/self/statm").read_text().split()[1])
before = held()
give_back_freed_memory()
print(before, held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")
def test_freed_memory_between_what_is_in_use_is_given_back():
    run = subprocess.run([sys.executable, "-c", HOLES], capture_output=True, text=True, check=True)
    pages_before, pages_after = map(int, run.stdout.split())
    given_back_mb = (pages_before - pages_after) * mmap.PAGESIZE / 2**20
    assert given_back_mb > 100
