"""The style of the whole picture: the scene's own, or around matched photos a region of it."""

from dataclasses import replace

from infinitygan.scene import Scene, StyleRegion
from infinitygan.shapes import Everything
from infinitygan.styles import Style

AROUND_OPACITY = 0.4  # photos tune the model to their styles: another one in full is garish


def overall_style(scene: Scene) -> Style | None:
    """Return the style of the whole picture; None: matched photos alone decide it."""
    if scene.match is None:
        return scene.style
    around = _around_photos(scene)
    return around.style if around is not None and around.visible else None


def with_overall_style(scene: Scene, style: Style) -> Scene:
    """Return the scene in a style; matched photos keep theirs, and all around them takes it on."""
    if scene.match is None:
        return scene.with_dice(style=style)
    around = _around_photos(scene)
    if around is None or around.locked:
        around = StyleRegion(style, Everything(), opacity=AROUND_OPACITY)
        return replace(scene, regions=(around, *scene.regions))
    return scene.with_region(0, replace(around, style=style, visible=True))


def _around_photos(scene: Scene) -> StyleRegion | None:
    """Return the lowest region if it covers everything."""
    lowest = next(iter(scene.regions), None)
    return lowest if lowest is not None and isinstance(lowest.shape, Everything) else None
