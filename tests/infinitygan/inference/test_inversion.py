"""A match finds latents that reproduce the photo, leaves the model alone, and can end early."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch
from tiny_model import CPU, TINY, tiny_generator

from infinitygan.checkpoint import ModelInfo
from infinitygan.geometry import Rect, Size
from infinitygan.inference import inversion
from infinitygan.inference.inversion import MatchProgress, MatchSettings, match_steps
from infinitygan.inference.match import Match, tuned
from infinitygan.inference.match_file import (
    MatchFileError,
    match_from_bytes,
    match_id,
    match_to_bytes,
)
from infinitygan.inference.outpaint import (
    Outpainting,
    PhotoLook,
    in_between,
    matched,
    outpainting,
)
from infinitygan.inference.photo import Photo
from infinitygan.inference.photo_placement import Anchor, photo_rect
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import Reroll, Scene, StyleRegion
from infinitygan.scene_file import Project
from infinitygan.shapes import Rectangle
from infinitygan.styles import SeedStyle

PHOTO = Size(40, 40)
CANVAS = Size(40, 112)
QUICK = MatchSettings(seeds=4, latent_steps=12, tuning_steps=6)
INFO = ModelInfo("tiny", TINY)


def painted_photo(seed: int = 3, size: Size = PHOTO) -> Photo:
    """A picture that the tiny model painted itself."""
    scene = Scene(size, layout_seed=seed, texture_seed=seed, style=SeedStyle(seed), enlargement=1.0)
    rgb = Renderer(tiny_generator(), INFO, CPU).render(scene)
    return Photo(f"{seed:064x}", rgb)


def work_of(photo: Photo, anchor: Anchor = Anchor.CENTER, canvas: Size = CANVAS) -> Outpainting:
    work = outpainting(photo, canvas, anchor)
    return replace(work, scene=replace(work.scene, enlargement=1.0))


def renderer() -> Renderer:
    return Renderer(tiny_generator(), INFO, CPU)


def last_of(work: Outpainting, settings: MatchSettings) -> MatchProgress:
    *_, last = match_steps(work.scene, work.photos, tiny_generator(), settings)
    return last


def psnr(made: np.ndarray, wanted: np.ndarray) -> float:
    return float(-10 * np.log10(np.mean((made.astype(float) - wanted) ** 2) / 255**2))


@pytest.fixture(scope="module")
def done() -> tuple[Renderer, Outpainting]:
    """A photo matched quickly; neither is to be changed."""
    painter = renderer()
    return painter, matched(painter, work_of(painted_photo()), QUICK)


@pytest.mark.slow
def test_own_picture_is_recovered():
    generator = tiny_generator()
    for name, parameter in generator.named_parameters():
        if name.endswith("noise_strength"):  # noise is drawn anew: no latents can tell it
            parameter.zero_()
    scene = Scene(PHOTO, layout_seed=3, style=SeedStyle(3), enlargement=1.0)
    photo = Photo("3" * 64, Renderer(generator, INFO, CPU).render(scene))
    work = work_of(photo)

    def quality(steps: int) -> float:
        settings = MatchSettings(seeds=8, latent_steps=steps, tuning_steps=steps)
        *_, last = match_steps(work.scene, work.photos, generator, settings)
        return psnr(last.picture, photo.rgb)

    start, end = quality(0), quality(60)
    assert end > start + 3
    assert end > 23


def test_latents_stay_like_random_ones():
    match = last_of(work_of(painted_photo()), QUICK).so_far()
    values = match.photos[0].local_latents.values
    assert abs(float(values.mean())) < 0.2
    assert 0.7 < float(values.std()) < 1.4


def test_same_match_each_time():
    first, second = (last_of(work_of(painted_photo()), QUICK).so_far() for _ in range(2))
    assert match_to_bytes(first) == match_to_bytes(second)


def test_model_is_never_changed():
    generator = tiny_generator()
    before = {name: tensor.clone() for name, tensor in generator.state_dict().items()}
    work = work_of(painted_photo())
    *_, last = match_steps(work.scene, work.photos, generator, QUICK)
    match = last.so_far()
    changed = tuned(generator, match)
    assert match.weight_changes
    assert any(not torch.equal(t, before[n]) for n, t in changed.state_dict().items())
    assert all(torch.equal(t, before[n]) for n, t in generator.state_dict().items())
    assert not any(name.startswith("mapping") for name in match.weight_changes)


def test_renderer_forgets_the_tuned_weights(done: tuple[Renderer, Outpainting]):
    plain = Scene(CANVAS, enlargement=1.0, layout_seed=4)
    assert np.array_equal(done[0].render(plain), renderer().render(plain))


def test_each_seed_and_each_step_is_told_with_a_picture():
    reports = list(match_steps(*_parts(work_of(painted_photo())), QUICK))
    assert [report.done for report in reports] == list(range(1, 4 + 12 + 6 + 1))
    assert {report.total for report in reports} == {22}
    assert all(report.picture.ndim == 3 for report in reports)
    assert reports[-1].picture.shape == (40, 40, 3)


def test_second_photo_is_searched_while_the_match_can_be_kept():
    work = in_between(painted_photo(3), painted_photo(5), CANVAS)
    work = replace(work, scene=replace(work.scene, enlargement=1.0))
    steps = match_steps(*_parts(work), QUICK)
    reports = [next(steps) for _ in range(4 + 1)]
    assert reports[-1].total == 4 + 4 + 12 + 6
    match = reports[-1].so_far()
    assert len(match.photos) == 2
    assert not match.weight_changes


def test_cancel_keeps_the_best_so_far_under_another_id():
    painter = renderer()
    seen: list[int] = []
    work = matched(
        painter,
        work_of(painted_photo()),
        QUICK,
        lambda progress: seen.append(progress.done),
        lambda: len(seen) < 7,
    )
    assert seen == [1, 2, 3, 4, 5, 6, 7]
    assert work.scene.photos[0].match == f"{match_id(work.scene, INFO, QUICK)}-7"
    assert len(work.matches) == 1
    painter.render(work.scene)


def test_time_limit_ends_the_match():
    reports = list(match_steps(*_parts(work_of(painted_photo())), replace(QUICK, seconds=0.0)))
    assert [report.done for report in reports] == [1, 22]
    assert not reports[-1].so_far().weight_changes


def test_hurried_match_still_comes_to_its_end(monkeypatch: pytest.MonkeyPatch):
    """Each look at the clock takes a second: steps are left out, early ones as well as late."""
    ticks = itertools.count()
    monkeypatch.setattr(inversion.time, "monotonic", lambda: float(next(ticks)))
    settings = replace(QUICK, latent_steps=40, tuning_steps=40, seconds=30.0)
    work = work_of(painted_photo())
    reports = list(match_steps(*_parts(work), settings))
    done = [report.done for report in reports]
    assert done == sorted(set(done))
    assert done[-1] == reports[-1].total == 4 + 80
    assert 10 < len(done) < 34
    assert max(after - before for before, after in pairwise(done)) < 8
    assert reports[-1].so_far().weight_changes


@pytest.mark.parametrize("level", [1, 4, 5, 6, None])
def test_matched_scene_of_a_fine_model_has_fewer_levels(level: int | None):
    """The photo lies where it did, and the levels above show what the last one of them does."""
    fine = replace(TINY, levels=6, texture_widths=(8, 6, 4, 4, 4, 4))
    painter = Renderer(tiny_generator(fine), ModelInfo("fine", fine), CPU)
    photo = painted_photo(size=Size(64, 64))
    work = outpainting(photo, Size(64, 160), look=PhotoLook(feather_px=0.0))
    work = matched(painter, work, MatchSettings(seeds=1, latent_steps=1, tuning_steps=1))
    assert painter.plan(work.scene).config.levels == 4
    picture = painter.render(work.scene, level=level)
    if level is None:
        assert np.array_equal(picture[:, 48:112], photo.rgb)
    else:
        assert np.array_equal(picture, painter.render(work.scene, level=min(level, 4)))
        shown = painter.level_rect(work.scene, level, Size(64, 160).rect)
        assert picture.shape[:2] == (shown.height, shown.width)


def _parts(work: Outpainting):
    return work.scene, work.photos, tiny_generator()


def test_second_match_comes_from_the_cache(done: tuple[Renderer, Outpainting]):
    work = done[1]
    reports: list[MatchProgress] = []
    again = matched(done[0], work, QUICK, reports.append)
    assert reports == []
    assert again.scene == work.scene


def test_id_depends_on_photo_place_model_and_settings_only():
    work = work_of(painted_photo())
    same = match_id(work.scene, INFO, QUICK)
    photo = work.scene.photos[0]
    others = [replace(photo, feather_px=99.0), replace(photo, colour_match=0.1)]
    for other in others:
        assert match_id(replace(work.scene, photos=(other,)), INFO, QUICK) == same
    assert match_id(replace(work.scene, layout_seed=9, texture_seed=8), INFO, QUICK) == same
    moved = replace(work.scene, photos=(replace(photo, left_px=photo.left_px + 8),))
    assert match_id(moved, INFO, QUICK) != same
    assert match_id(work.scene, replace(INFO, images_seen=5), QUICK) != same
    assert match_id(work.scene, INFO, replace(QUICK, tuning_steps=7)) != same
    assert match_id(replace(work.scene, horizon=0.1), INFO, QUICK) != same


def test_match_survives_its_file(done: tuple[Renderer, Outpainting]):
    work = done[1]
    name, match = next(iter(work.matches.items()))
    painter = renderer()
    painter.provide(work.photos, {name: match_from_bytes(match_to_bytes(match))})
    assert np.array_equal(painter.render(work.scene), done[0].render(work.scene))


def test_tiles_of_a_matched_scene_have_no_seams(done: tuple[Renderer, Outpainting]):
    work = done[1]
    painter = Renderer(tiny_generator(), INFO, CPU, tile_cells=3)
    painter.provide(work.photos, work.matches)
    difference = painter.render(work.scene).astype(int) - done[0].render(work.scene)
    assert np.abs(difference).max() <= 1


def test_photo_is_exact_in_the_finished_picture(done: tuple[Renderer, Outpainting]):
    scene = done[1].scene
    scene = replace(scene, photos=(replace(scene.photos[0], feather_px=10.0),))
    picture = done[0].render(scene)
    photo = next(iter(done[1].photos.values()))
    rect = photo_rect(scene.photos[0])
    inside = Rect(rect.rows, rect.columns.grown(-10))
    assert np.array_equal(picture[inside.slices_of(CANVAS.rect)], photo.rgb[:, 10:-10])


def test_feather_and_light_need_no_new_latents(done: tuple[Renderer, Outpainting]):
    painter, work = done
    painter.render(work.scene)
    session = painter._session
    photo = work.scene.photos[0]
    painter.render(replace(work.scene, photos=(replace(photo, feather_px=0.0),)))
    painter.render(replace(work.scene, photos=(replace(photo, colour_match=0.0),)))
    assert painter._session is session


def test_rerolls_beside_the_photo_vary_and_the_photo_stays(done: tuple[Renderer, Outpainting]):
    painter, work = done
    photo = replace(work.scene.photos[0], feather_px=0.0, colour_match=0.0)
    scene = replace(work.scene, photos=(photo,))
    beside = Rectangle(0, 92, 40, 20)
    rolled = replace(scene, rerolls=(Reroll(beside, layout_seed=78),))
    other_seed = replace(scene, layout_seed=13)
    base = painter.render(scene)
    rect = photo_rect(photo)
    for varied in (rolled, other_seed):
        picture = painter.render(varied)
        assert np.abs(picture[:, 92:].astype(int) - base[:, 92:]).mean() > 2
        inside = rect.slices_of(CANVAS.rect)
        assert np.array_equal(picture[inside], base[inside])


def test_regions_do_not_reach_into_the_photo(done: tuple[Renderer, Outpainting]):
    painter, work = done
    region = StyleRegion(SeedStyle(99), Rectangle(0, 0, 40, 112))
    bare = {"tiny": next(iter(work.matches.values()))}
    photos = (replace(work.scene.photos[0], match="tiny"),)
    plain = Renderer(tiny_generator(), INFO, CPU)
    plain.provide({}, bare)  # without the photo, to see what lies under it
    base = plain.render(replace(work.scene, photos=photos)).astype(int)
    styled = plain.render(replace(work.scene, photos=photos, regions=(region,))).astype(int)
    middle = np.abs(styled - base)[15:25, 50:62].mean()
    assert middle < 0.2 * np.abs(styled - base)[:, :16].mean()
    assert painter.model_id == plain.model_id


def test_two_photos_are_joined_by_one_match():
    left, right = painted_photo(3), painted_photo(5)
    work = in_between(left, right, CANVAS)
    work = replace(work, scene=replace(work.scene, enlargement=1.0))
    painter = renderer()
    work = matched(painter, work, QUICK)
    assert len(work.matches) == 1
    picture = painter.render(
        replace(work.scene, photos=tuple(replace(p, feather_px=0.0) for p in work.scene.photos))
    )
    for photo, placement in zip((left, right), work.scene.photos, strict=True):
        rect = photo_rect(placement)
        assert rect.columns.start in (0, CANVAS.width - rect.width)
        assert picture[rect.slices_of(CANVAS.rect)].shape == (rect.height, rect.width, 3)
        assert placement.photo == photo.digest


def test_photo_that_hides_the_canvas_needs_no_match():
    work = work_of(painted_photo(), canvas=Size(40, 40))
    work = replace(
        work,
        scene=replace(
            work.scene,
            photos=(
                replace(
                    work.scene.photos[0], top_px=-2.0, left_px=-3.0, height_px=50.0, width_px=50.0
                ),
            ),
        ),
    )
    assert matched(renderer(), work, QUICK).matches == {}


def test_photo_too_small_for_the_model_is_refused():
    work = work_of(painted_photo())
    tiny = replace(work.scene.photos[0], height_px=1.0, width_px=1.0)
    scene = replace(work.scene, photos=(tiny,), enlargement=8.0)
    with pytest.raises(ValueError, match="1x1 px of the canvas, too small"):
        last_of(Outpainting(scene, work.photos), QUICK)


@pytest.mark.parametrize("size", [Size(1, 1), Size(8, 160)])
def test_odd_photos_are_matched(size: Size):
    rgb = np.random.default_rng(0).integers(0, 256, (size.height, size.width, 3), np.uint8)
    work = matched(renderer(), work_of(Photo("0" * 64, rgb)), QUICK)
    assert work.scene.photos[0].match in work.matches


def test_scene_without_photos_is_refused():
    with pytest.raises(ValueError, match="no photo to match"):
        last_of(Outpainting(Scene(CANVAS), {}), QUICK)


def test_match_of_another_model_is_told_and_left_out(done: tuple[Renderer, Outpainting]):
    scene, matches = done[1].scene, done[1].matches
    with pytest.raises(ValueError, match="another model"):
        tuned(tiny_generator(seed=1), next(iter(matches.values())))
    told: list[str] = []
    other = Renderer(tiny_generator(seed=1), INFO, CPU, notify=told.append)
    bare = other.render(replace(scene, photos=()))
    other.provide({}, matches)
    assert np.array_equal(other.render(scene), bare)
    assert "another model" in told[0]


@pytest.mark.parametrize("harm", [lambda d: d[:40], lambda d: b"", lambda d: b"\xff" * 64])
def test_damaged_match_is_named(done: tuple[Renderer, Outpainting], harm: Callable[[bytes], bytes]):
    data = match_to_bytes(next(iter(done[1].matches.values())))
    with pytest.raises(MatchFileError, match="match the photo again"):
        match_from_bytes(harm(data))


def test_enlarged_picture_takes_on_the_photos_detail():
    """Fine stripes in the photo, far above what the model can paint at an eighth of the size."""
    rgb = np.full((320, 320, 3), 120, np.uint8)
    rgb[:, ::2] += 40
    canvas = Size(320, 960)
    work = outpainting(Photo("0" * 64, rgb), canvas)
    work = replace(work, scene=replace(work.scene, enlargement=8.0))
    painter = renderer()
    matched_work = matched(painter, work, replace(QUICK, latent_steps=2, tuning_steps=0))
    picture = painter.render(matched_work.scene).astype(int)
    bare = painter.render(work.scene).astype(int)
    stripes, none = (np.abs(np.diff(p[:, :250], axis=1)).mean() for p in (picture, bare))
    assert stripes > none + 5
    parts = [painter.render(matched_work.scene, r) for r in canvas.rect.tiles(320, 160)]
    assert np.array_equal(np.concatenate(parts, axis=1), picture)


def test_project_keeps_scene_and_matches(done: tuple[Renderer, Outpainting]):
    from infinitygan.inference.outpaint import project_of

    project = project_of(done[1], {})
    assert isinstance(project, Project)
    assert project.scene == done[1].scene
    assert project.matches.keys() == done[1].matches.keys()
    assert all(len(match_from_bytes(data).photos) == 1 for data in project.matches.values())
    assert isinstance(next(iter(done[1].matches.values())), Match)
