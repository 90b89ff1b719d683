"""Take the pictures of the window in docs/images, whenever the window or its model changed.

`python packaging/take_screenshots.py` takes all of them, without a screen; names take some.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images"
MAX_BYTES = 150_000
QUALITIES = (90, 85, 80, 70, 60, 50)
POLL_MS = 200


@dataclass(frozen=True)
class Shot:
    """One picture: of a window of so many logical px, at a scale; saved `width_px` wide."""

    name: str
    window: QSize
    width_px: int
    scale: int = 1
    theme: str = "light"


SHOTS = (
    Shot("window-dark", QSize(1440, 900), 1200, theme="dark"),
    Shot("window-200-percent", QSize(1366, 768), 1366, scale=2),
)


def take(shot: Shot, folder: Path) -> None:
    """Open the program as at its first start, and save its window once all is painted."""
    sys.path.insert(0, str(ROOT))
    from app.application import Program
    from app.opening_scene import first_scene
    from app.render_worker import TorchBackend
    from app.settings import Folders, SettingsStore
    from infinitygan.geometry import Size
    from infinitygan.scene_file import Project

    application = QApplication(sys.argv[:1])
    folders = Folders.under(folder)
    hints = ("roll", "lock", "set")
    SettingsStore(folders.config / "settings.json").change(
        theme=shot.theme, language="en", seen_hints=hints
    )
    program = Program(application, folders, TorchBackend())
    program.start()
    program.window.resize(shot.window)
    canvas = Size(1080 * shot.scale, 1920 * shot.scale)
    program.document.open(Project(first_scene(canvas)), None)
    finished: list[object] = []
    program.controller.view_finished.connect(finished.append)

    def look() -> None:
        styles = [swatch.style_shown for swatch in program.paint_desk.styles.curated.swatches]
        pictures = [program.paint_desk.pictures.image(style) for style in styles]
        pictures += [program.thumbnails.image(scene) for scene in program.variations.scenes]
        if finished and pictures and all(pictures):
            application.exit()

    waiting = QTimer(program, interval=POLL_MS)
    waiting.timeout.connect(look)
    waiting.start()
    application.exec()
    save(program.window.grab().toImage(), shot)
    program.window.close()
    program.stop()


def save(image: QImage, shot: Shot) -> None:
    """Save the picture, no larger than pictures of this repository may be."""
    image.setDevicePixelRatio(1)
    small = image.scaledToWidth(shot.width_px, Qt.TransformationMode.SmoothTransformation)
    path = FOLDER / f"{shot.name}.jpg"
    for quality in QUALITIES:
        small.save(str(path), "JPEG", quality)
        if path.stat().st_size <= MAX_BYTES:
            return


def screen_for(shot: Shot, folder: Path) -> Path:
    """Describe a screen that the window fills, as Qt's offscreen platform reads it."""
    path = folder / "screen.json"
    size = shot.window * shot.scale
    screen = {"name": "screen", "x": 0, "y": 0, "width": size.width(), "height": size.height()}
    density = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path.write_text(json.dumps({"screens": [screen | density]}), encoding="utf-8")
    return path


def main() -> None:
    """Take each picture in a program of its own: Qt reads screen and scale only once."""
    shots = {shot.name: shot for shot in SHOTS}
    if len(sys.argv) == 3 and sys.argv[1] == "--here":
        with tempfile.TemporaryDirectory() as folder:
            take(shots[sys.argv[2]], Path(folder))
        return
    for name in sys.argv[1:] or shots:
        with tempfile.TemporaryDirectory() as folder:
            screen = screen_for(shots[name], Path(folder))
            environment = os.environ | {
                "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
                "QT_SCALE_FACTOR": str(shots[name].scale),
                "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1"),
            }
            subprocess.run([sys.executable, __file__, "--here", name], env=environment, check=True)


if __name__ == "__main__":
    main()
