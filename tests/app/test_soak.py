"""A soak of the program, short here; `python tests/soak.py --seconds 600` is the long one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 20


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory from /proc")
def test_nothing_fails_in_a_short_soak(tmp_path: Path):
    words = [sys.executable, ROOT / "tests" / "soak.py", "--seconds", str(SECONDS), "--seed", "1"]
    environment = {**os.environ, "HOME": str(tmp_path), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["problems"] == []
    assert report["undo_steps"] > 0
    assert {"stroke", "zoom", "undo", "redo", "choose_style"} <= report["acts"].keys()
