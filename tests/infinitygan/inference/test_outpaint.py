"""Photos are laid out, matched once, and kept in projects with their matches."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Size
from infinitygan.inference.inversion import MatchSettings
from infinitygan.inference.outpaint import (
    Outpainting,
    PhotoLook,
    in_between,
    matched,
    opened,
    outpaint,
    outpainting,
    project_of,
    with_match,
)
from infinitygan.inference.photo import Photo, PhotoError, read_photo
from infinitygan.inference.photo_placement import Anchor, photo_rect
from infinitygan.inference.renderer import Renderer
from infinitygan.scene_file import Project

CANVAS = Size(32, 96)
QUICK = MatchSettings(seeds=1, latent_steps=2, tuning_steps=2)


def photo_of(seed: int = 0) -> Photo:
    rgb = np.random.default_rng(seed).integers(0, 256, (32, 32, 3), np.uint8)
    return Photo(f"{seed:064x}", rgb)


def renderer() -> Renderer:
    return Renderer(tiny_generator(), ModelInfo("tiny", TINY), CPU)


def test_photo_is_as_large_as_fits_times_the_scale():
    placement = outpainting(photo_of(), CANVAS, look=PhotoLook(scale=0.5)).scene.photos[0]
    assert (placement.height_px, placement.width_px) == (16, 16)
    assert (placement.top_px, placement.left_px) == (8, 40)


@pytest.mark.parametrize(("anchor", "left"), [(Anchor.LEFT, 0), (Anchor.RIGHT, 64)])
def test_picture_of_one_call_holds_the_photo_at_its_anchor(anchor: Anchor, left: int):
    photo = photo_of()
    look = PhotoLook(feather_px=0.0)
    picture = outpaint(renderer(), photo, CANVAS, anchor=anchor, look=look, settings=QUICK)
    assert picture.shape == (32, 96, 3)
    assert np.array_equal(picture[:, left : left + 32], photo.rgb)


def test_seed_is_that_of_what_is_added():
    def added(seed: int) -> np.ndarray:
        look = PhotoLook(feather_px=0.0)
        one = outpaint(renderer(), photo_of(), CANVAS, look=look, settings=QUICK, seed=seed)
        return one[:, :32]

    assert np.array_equal(added(1), added(1))
    assert np.abs(added(1).astype(int) - added(2)).mean() > 2


def test_two_photos_lie_at_the_edges_with_their_look():
    look = PhotoLook(feather_px=3.0, colour_match=0.5)
    work = in_between(photo_of(0), photo_of(1), CANVAS, look)
    left, right = work.scene.photos
    assert photo_rect(left).columns.start == 0
    assert photo_rect(right).columns.stop == CANVAS.width
    assert photo_rect(left).columns.stop < photo_rect(right).columns.start
    assert {(one.feather_px, one.colour_match) for one in work.scene.photos} == {(3.0, 0.5)}


def test_match_that_is_at_hand_is_not_made_again():
    done = matched(renderer(), outpainting(photo_of(), CANVAS), QUICK)
    bare = replace(done, scene=with_match(done.scene, None))
    told: list[object] = []
    again = matched(renderer(), bare, QUICK, told.append)
    assert not told
    assert again.scene == done.scene
    assert again.matches == done.matches


def test_scene_without_photos_stays_as_it_is():
    empty = Outpainting(replace(outpainting(photo_of(), CANVAS).scene, photos=()), {})
    assert matched(renderer(), empty, QUICK) is empty


def test_project_gives_back_photos_matches_and_the_same_pixels(tmp_path: Path):
    path = tmp_path / "photo.png"
    Image.fromarray(photo_of().rgb).save(path)
    photo = read_photo(path)
    painter = renderer()
    work = matched(painter, outpainting(photo, CANVAS), QUICK)
    again = opened(project_of(work, {photo.digest: path.read_bytes()}))
    assert again.scene == work.scene
    assert again.matches.keys() == work.matches.keys()
    other = renderer()
    other.provide(again.photos, again.matches)
    assert np.array_equal(other.render(again.scene), painter.render(work.scene))


def test_project_with_a_damaged_photo_is_refused():
    scene = outpainting(photo_of(), CANVAS).scene
    with pytest.raises(PhotoError):
        opened(Project(scene, photos={scene.photos[0].photo: b"no photo"}, matches={}))
