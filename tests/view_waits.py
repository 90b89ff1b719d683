"""What tells the views of one scene from those of others, which may still be on their way."""

from collections.abc import Callable

from app.render_requests import ViewRequest
from infinitygan.scene import Scene


def is_of(scene: Scene) -> Callable[[ViewRequest], bool]:
    """Return what `waitSignal` asks of the views that come."""
    return lambda request: request.scene == scene
