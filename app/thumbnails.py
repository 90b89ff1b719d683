"""Small pictures of scenes, rendered when they are asked for and kept while they are in use."""

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.render_controller import RenderController
from infinitygan.scene import Scene

THUMBNAIL_PX = 320  # the longer side: sharp on a screen of double density
KEPT = 96  # about 17 MB


class Thumbnails(QObject):
    """Hands out thumbnails; those that are missing are rendered and announced."""

    ready = Signal(object)  # Scene
    cleared = Signal()

    def __init__(self, controller: RenderController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._images: OrderedDict[Scene, QImage] = OrderedDict()
        self._jobs: dict[Scene, int] = {}

    def image(self, scene: Scene) -> QImage | None:
        """Return the thumbnail of a scene; None: it is on its way, `ready` will tell."""
        found = self._images.get(scene)
        if found is not None:
            self._images.move_to_end(scene)
        elif scene not in self._jobs:
            self._jobs[scene] = self._controller.thumbnail(
                scene, THUMBNAIL_PX, lambda image: self._keep(scene, image)
            )
        return found

    def unwanted(self, scene: Scene) -> None:
        """Say that a scene on its way is no longer shown."""
        number = self._jobs.pop(scene, None)
        if number is not None:
            self._controller.cancel(number)

    def clear(self) -> None:
        """Forget all, as another model makes other pictures."""
        for scene in list(self._jobs):
            self.unwanted(scene)
        self._images.clear()
        self.cleared.emit()

    def _keep(self, scene: Scene, image: object) -> None:
        self._jobs.pop(scene, None)
        if isinstance(image, QImage):
            self._images[scene] = image
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
            self.ready.emit(scene)
