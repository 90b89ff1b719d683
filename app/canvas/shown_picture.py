"""The picture that the canvas shows: has what is seen rendered, and keeps what came."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from app.canvas.scene_changes import changed_area
from app.canvas.snapshot import whole_picture
from app.canvas.tile_cache import LevelLayout, Picture, TileCache
from app.render_controller import RenderController
from app.render_requests import PassStarted, TileImage, ViewRequest
from infinitygan.geometry import Rect
from infinitygan.scene import Scene

REQUEST_DELAY_MS = 15  # pans and zooms of one moment make one request
REPAINT_MS = 33  # tiles that come faster are painted together
NOTHING = Rect.at(0, 0, 0, 0)


class ShownPicture(QObject):
    """Follows a scene. The old picture stays until the first of the new one is there."""

    changed = Signal()  # there is something new to paint

    def __init__(
        self, scene: Scene, controller: RenderController, cache: TileCache, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.cache = cache
        self.picture: Picture = cache.picture(scene)
        self._controller = controller
        self._scene = scene
        self._peek: Scene | None = None
        self._seen = NOTHING  # canvas px
        self.is_held = False
        self._zoom = 1.0
        self._request_timer = QTimer(self, singleShot=True, interval=REQUEST_DELAY_MS)
        self._request_timer.timeout.connect(self._request)
        self._change_timer = QTimer(self, singleShot=True, interval=REPAINT_MS)
        self._change_timer.timeout.connect(self.changed)
        controller.pass_started.connect(self._on_pass_started)
        controller.tile_ready.connect(self._on_tile)
        controller.preview_finished.connect(self._on_preview_finished)

    @property
    def scene(self) -> Scene:
        """Return the scene that is shown, or is on its way."""
        return self._peek or self._scene

    def set_scene(self, scene: Scene) -> None:
        """Follow another scene, as soon as `look_at` says what is seen of it."""
        self._scene = scene

    def peek(self, scene: Scene | None) -> None:
        """Show another scene of the same size for a while; None goes back."""
        self._peek = scene

    def forget(self) -> None:
        """Render everything anew, as another model makes other pictures."""
        self.cache.clear()
        self.picture = self.cache.picture(self.scene)

    def hold(self, is_held: bool) -> None:
        """Have nothing rendered for now, or go on with what is seen."""
        self.is_held = is_held
        if is_held:
            self._controller.show_nothing()
        else:
            self._request_timer.start()

    def look_at(self, seen: Rect, zoom: float) -> None:
        """Say which part of the canvas is seen, at how many device px a canvas px."""
        self._seen, self._zoom = seen, zoom
        if not self._request_timer.isActive():  # a drag must not put it off for ever
            self._request_timer.start()

    def snapshot(self, longest_px: int) -> QImage | None:
        """Return the scene's whole picture small; None: parts of it were never shown."""
        return whole_picture(self.cache, self.cache.picture(self._scene), longest_px)

    @Slot()
    def _request(self) -> None:
        if self.is_held or self._seen.is_empty:
            return
        picture = self.cache.picture(self.scene)
        self._adopt_unchanged(picture)
        known = self.cache.known(picture)
        self._controller.show(ViewRequest(self.scene, self._seen, self._zoom, known))

    def _adopt_unchanged(self, picture: Picture) -> None:
        """Keep what a local edit cannot have changed."""
        shown = self.picture
        if picture.layouts or shown.reach is None:
            return
        changed = changed_area(shown.scene, picture.scene, shown.reach)
        if changed is not None:
            self.cache.adopt(shown, picture, changed)

    @Slot(object, object)
    def _on_pass_started(self, request: ViewRequest, started: PassStarted) -> None:
        picture = self.cache.picture(request.scene)
        layout = LevelLayout(started.placement, started.whole)
        self.cache.set_layout(picture, started.level, layout)
        picture.reach = started.reach

    @Slot(object, object)
    def _on_tile(self, request: ViewRequest, tile: TileImage) -> None:
        picture = self.cache.picture(request.scene)
        self.cache.add(picture, tile)
        if picture is self.picture and not self._change_timer.isActive():
            self._change_timer.start()

    @Slot(object)
    def _on_preview_finished(self, request: ViewRequest) -> None:
        self.picture = self.cache.picture(request.scene)
        self.changed.emit()
