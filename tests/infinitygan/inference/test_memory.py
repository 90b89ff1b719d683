"""Memory does not grow with the canvas: rows stream to the file."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROBE = """
import sys
from pathlib import Path
from infinitygan.geometry import Size
from infinitygan.inference.export import export_picture
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import Scene

model, size, path = sys.argv[1:]
renderer = Renderer.open(Path(model), "cpu")
assert export_picture(renderer, Scene(Size.parse(size)), Path(path))
status = Path("/proc/self/status").read_text()
print(status.split("VmHWM:")[1].split()[0])
"""


def peak_megabytes(model: Path, size: str, path: Path) -> float:
    """Export in a fresh process, and return the most memory that it ever held."""
    result = subprocess.run(
        [sys.executable, "-c", PROBE, str(model), size, str(path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return int(result.stdout) / 1000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_five_times_taller_picture_needs_no_more_memory(tiny_model: Path, tmp_path: Path):
    low, tall = (
        peak_megabytes(tiny_model, size, tmp_path / f"{size}.png")
        for size in ("2000x1400", "2000x7000")
    )
    assert tall < low + 25  # the difference of the pixels alone is 34 MB
