"""'Set as wallpaper': render the canvas, cut and save it, tell the desktop, restore on demand.

The desktop may take seconds to answer, so it is asked in a thread of its own.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.background import Background
from app.export_job import PictureJob, RenderedPicture
from app.failures import problem_of
from app.monitors import Layout
from app.render_controller import Callbacks, RenderController
from app.render_requests import Priority, Problem
from app.tile_meter import Progress, Step, TileMeter
from app.wallpaper.picture_plan import plan_pictures
from app.wallpaper.picture_store import PictureStore
from app.wallpaper.protocol import Capabilities, WallpaperBackend, WallpaperError
from app.wallpaper.wallpaper_setter import (
    WallpaperChange,
    WallpaperNotShown,
    WallpaperSetter,
    save_pictures,
)
from app.words import number_text
from infinitygan.geometry import Size
from infinitygan.scene import Scene

MAX_PIXELS = 400 * 10**6  # lies in memory whole, some 1.2 GB
PATTERN_S = 15

FindBackend = Callable[[Layout], WallpaperBackend | None]  # called in the desktop's thread
PICTURES_ONLY = Capabilities(spans=True, per_monitor=False, restores=False)


@dataclass(frozen=True)
class WallpaperFailure:
    """Why no wallpaper was set; `path` of the saved picture, None = there is none."""

    problem: Problem
    path: Path | None = None


def monitor_to_change(layout: Layout, canvas: Size, here: str) -> str:
    """Tell whether a canvas is for the monitor `here` or, as an empty name, for all of them.

    The shape decides: the canvas goes where less of it would be cut off.
    """
    names = [monitor.name for monitor in layout.monitors]
    if len(names) == 1 or here not in names:
        return ""
    shape = math.log(canvas.width / canvas.height)
    all_monitors, own = layout.canvas, layout.monitor(here).size_px
    from_all = abs(shape - math.log(all_monitors.width / all_monitors.height))
    from_own = abs(shape - math.log(own.width / own.height))
    return here if from_own < from_all else ""


class WallpaperAction(QObject):
    """Sets scenes as wallpaper, one at a time."""

    progressed = Signal(object)  # Progress, or None when nothing is rendered any more
    was_set = Signal(object)  # WallpaperChange
    restored = Signal()
    failed = Signal(object)  # WallpaperFailure

    def __init__(
        self,
        controller: RenderController,
        store: PictureStore,
        find_backend: FindBackend,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = controller
        self._store = store
        self._find_backend = find_backend
        self._background = Background(self)
        self._meter = TileMeter()
        self._job = 0  # 0: nothing is rendered
        self._backend: WallpaperBackend | None = None
        self._before_pattern: WallpaperChange | None = None
        self.pattern_end = QTimer(self, singleShot=True, interval=PATTERN_S * 1000)
        self.pattern_end.timeout.connect(self._end_pattern)

    def set_wallpaper(self, scene: Scene, layout: Layout, here: str) -> None:
        """Render a scene and show it; a second call while it is rendered does nothing."""
        if self._job:
            return
        if scene.canvas.pixels > MAX_PIXELS:
            self._fail(_too_large(self, scene.canvas))
            return
        only = monitor_to_change(layout, scene.canvas, here)
        self._job = self._controller.submit(
            Priority.PICTURE,
            PictureJob(scene),
            Callbacks(
                lambda answer: self._on_answer(answer, layout, only),
                failed=self._on_render_failed,
            ),
        )
        self.progressed.emit(Progress(0, 0, None))

    def cancel(self) -> None:
        """Stop rendering; the desktop stays as it is."""
        if self._job:
            self._controller.cancel(self._job)
            self._end_rendering()

    def restore(self, change: WallpaperChange) -> None:
        """Show what was there before a change."""
        backend = self._backend
        if backend is None:
            return
        setter = WallpaperSetter(backend, self._store)
        self._background.run(
            lambda: setter.restore(change),
            lambda _: self.restored.emit(),
            self._on_failed,
        )

    def show_pattern(self, layout: Layout) -> None:
        """Show rulers over all monitors for a while, then what was there before."""
        self._background.run(
            lambda: self._pattern_shown(layout), self._on_pattern_shown, self._on_failed
        )

    def close(self) -> None:
        """Put a pattern away and wait for the desktop's answer."""
        self.cancel()
        self._end_pattern()
        self._background.wait()

    def _on_answer(self, answer: object, layout: Layout, only: str) -> None:
        if isinstance(answer, RenderedPicture):
            self._end_rendering()
            self._background.run(
                lambda: self._shown(answer, layout, only), self._on_set, self._on_failed
            )
        elif isinstance(answer, Step):
            self.progressed.emit(self._meter.follow(answer))

    def _on_render_failed(self, problem: Problem) -> None:
        self._end_rendering()
        self.failed.emit(WallpaperFailure(problem))

    def _end_rendering(self) -> None:
        self._job = 0
        self.progressed.emit(None)

    def _shown(self, picture: RenderedPicture, layout: Layout, only: str) -> WallpaperChange:
        """Cut, save and show; runs in the desktop's thread."""
        from PIL import Image

        canvas = Image.fromarray(picture.rgb)
        backend = self._backend = self._find_backend(layout)
        if backend is not None:
            return WallpaperSetter(backend, self._store).set_wallpaper(canvas, layout, only)
        plan = plan_pictures(layout, Size(canvas.height, canvas.width), PICTURES_ONLY, only)
        pictures = save_pictures(canvas, plan, self._store)
        raise WallpaperNotShown(_unknown_desktop(self), pictures)

    def _pattern_shown(self, layout: Layout) -> WallpaperChange:
        from app.alignment_pattern import alignment_pattern

        backend = self._backend = self._find_backend(layout)
        if backend is None or not backend.capabilities.restores:
            raise WallpaperError(
                self.tr("This desktop cannot bring back its wallpaper, so no pattern is shown.")
            )
        setter = WallpaperSetter(backend, self._store)
        return setter.set_wallpaper(alignment_pattern(layout), layout)

    def _on_set(self, change: WallpaperChange) -> None:
        self.was_set.emit(change)

    def _on_pattern_shown(self, change: WallpaperChange) -> None:
        self._before_pattern = change
        self.pattern_end.start()

    def _end_pattern(self) -> None:
        self.pattern_end.stop()
        if self._before_pattern is not None:
            self.restore(self._before_pattern)
            self._before_pattern = None

    def _on_failed(self, error: Exception) -> None:
        path = error.pictures.first if isinstance(error, WallpaperNotShown) else None
        if isinstance(error, WallpaperError):
            problem = Problem(str(error), problem_of(error).details)
        else:
            problem = problem_of(error)
        self.failed.emit(WallpaperFailure(problem, path))

    def _fail(self, sentence: str) -> None:
        self.failed.emit(WallpaperFailure(Problem(sentence, sentence)))


def _too_large(context: QObject, canvas: Size) -> str:
    return context.tr(
        "This picture of {mpx} megapixels is too large for a wallpaper; "
        "choose the size of your monitors."
    ).format(mpx=number_text(canvas.pixels / 1e6))


def _unknown_desktop(context: QObject) -> str:
    return context.tr(
        "This desktop is not known here. The picture is saved: set it by hand, or give a command "
        "for it in the settings."
    )
