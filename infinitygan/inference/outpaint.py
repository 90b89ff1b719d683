"""Photos made wider, and joined: scenes around them, their match, and what a project holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from infinitygan.geometry import Size
from infinitygan.inference.inversion import MatchProgress, MatchSettings
from infinitygan.inference.match import Match
from infinitygan.inference.match_file import match_from_bytes, match_id, match_to_bytes
from infinitygan.inference.photo import Photo, decode_photo
from infinitygan.inference.photo_placement import (
    Anchor,
    covers_canvas,
    fit_height,
    fit_size,
    place,
    side_by_side,
)
from infinitygan.inference.renderer import Renderer
from infinitygan.inference.tile import always
from infinitygan.scene import PhotoPlacement, Scene
from infinitygan.scene_file import Project

DEFAULT_FEATHER_PX = 32.0

DEFAULT_SETTINGS = MatchSettings()

OnProgress = Callable[[MatchProgress], None]


@dataclass(frozen=True)
class PhotoLook:
    """How photos lie on a canvas.

    Attributes:
        scale: 1 = as large as fits on the canvas.
        feather_px: band inside the photo in which it melts into the picture.
        colour_match: 0 to 1, how far its surroundings take on its light.
    """

    scale: float = 1.0
    feather_px: float = DEFAULT_FEATHER_PX
    colour_match: float = 1.0

    def placed(
        self, photo: Photo, size: tuple[float, float], canvas: Size, anchor: Anchor
    ) -> PhotoPlacement:
        """Place a photo of this height and width, times the scale."""
        height_px, width_px = (side * self.scale for side in size)
        placement = place(photo.digest, (height_px, width_px), canvas, anchor)
        return replace(placement, feather_px=self.feather_px, colour_match=self.colour_match)


DEFAULT_LOOK = PhotoLook()


@dataclass(frozen=True, eq=False)
class Outpainting:
    """A scene with photos, and what it needs to be rendered: photos by SHA-256, matches by id."""

    scene: Scene
    photos: Mapping[str, Photo]
    matches: Mapping[str, Match] = field(default_factory=dict[str, Match])


def outpainting(
    photo: Photo,
    canvas: Size,
    anchor: Anchor = Anchor.CENTER,
    look: PhotoLook = DEFAULT_LOOK,
    seed: int = 0,
) -> Outpainting:
    """Lay one photo on a canvas, as large as fits times the scale."""
    placement = look.placed(photo, fit_size(photo.size, canvas), canvas, anchor)
    scene = Scene(canvas, layout_seed=seed, texture_seed=seed, photos=(placement,))
    return Outpainting(scene, {photo.digest: photo})


def in_between(
    left: Photo, right: Photo, canvas: Size, look: PhotoLook = DEFAULT_LOOK, seed: int = 0
) -> Outpainting:
    """Lay two photos at the left and the right edge of a canvas; see `side_by_side`."""
    placed = [
        look.placed(photo, fit_height(photo.size, canvas), canvas, Anchor.CENTER)
        for photo in (left, right)
    ]
    placements = side_by_side(placed[0], placed[1], canvas, look.scale)
    scene = Scene(canvas, layout_seed=seed, texture_seed=seed, photos=placements)
    return Outpainting(scene, {photo.digest: photo for photo in (left, right)})


def matched(
    renderer: Renderer,
    work: Outpainting,
    settings: MatchSettings,
    on_progress: OnProgress = lambda progress: None,
    is_wanted: Callable[[], bool] = always,
) -> Outpainting:
    """Match the photos, unless that was done before or they hide the whole canvas.

    Args:
        renderer: whose model is fitted; is provided with the photos and the matches.
        work: the scene and its photos.
        settings: how hard to try.
        on_progress: hears how far it is.
        is_wanted: asked in between; when it says no, the match is kept as far as it came.

    Raises: ValueError: if a photo is too small on the canvas to be matched.
    """
    wanted = match_id(work.scene, renderer.info, settings)
    renderer.provide(work.photos, work.matches)
    if covers_canvas(work.scene) or not work.scene.photos:
        return work
    if wanted not in work.matches:
        last: MatchProgress | None = None
        for progress in renderer.match_steps(work.scene, settings):
            last = progress
            on_progress(progress)
            if not is_wanted():
                break
        if last is None:
            return work
        done = last.done == last.total
        wanted = wanted if done else f"{wanted}-{last.done}"
        work = replace(work, matches={**work.matches, wanted: last.so_far()})
    scene = with_match(work.scene, wanted)
    renderer.provide(work.photos, work.matches)
    return replace(work, scene=scene)


def with_match(scene: Scene, match: str | None) -> Scene:
    """Return the scene with the id of a match for all its photos; None takes it away."""
    return replace(scene, photos=tuple(replace(photo, match=match) for photo in scene.photos))


def project_of(work: Outpainting, files: Mapping[str, bytes]) -> Project:
    """Return what is to be saved; `files` are the photos' files by SHA-256."""
    matches = {name: match_to_bytes(match) for name, match in work.matches.items()}
    return Project(work.scene, photos=dict(files), matches=matches)


def opened(project: Project) -> Outpainting:
    """Return what a project holds, decoded.

    Raises: PhotoError: if a photo cannot be decoded. MatchFileError: if a match is damaged.
    """
    photos = {
        digest: decode_photo(data, allow_large=True) for digest, data in project.photos.items()
    }
    matches = {name: match_from_bytes(data) for name, data in project.matches.items()}
    return Outpainting(project.scene, photos, matches)


def outpaint(
    renderer: Renderer,
    photo: Photo,
    canvas: Size,
    *,
    anchor: Anchor = Anchor.CENTER,
    look: PhotoLook = DEFAULT_LOOK,
    settings: MatchSettings = DEFAULT_SETTINGS,
    seed: int = 0,
) -> NDArray[np.uint8]:
    """Continue a photo to a canvas; returns the picture [H, W, 3]. All in one, for scripts."""
    work = matched(renderer, outpainting(photo, canvas, anchor, look, seed), settings)
    return renderer.render(work.scene)
