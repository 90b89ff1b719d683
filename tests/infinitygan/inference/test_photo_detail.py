"""What is painted around a photo takes over its grain, its texture and its colours."""

import numpy as np
import pytest
import torch
from tiny_model import TINY
from torch.nn import functional as F

from infinitygan.geometry import Rect, Size
from infinitygan.inference.photo_detail import (
    MARGIN_PX,
    DetailSheet,
    PhotoDetail,
)
from infinitygan.inference.resample import enlarge
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.scene import Scene

SCALE = 4
CANVAS = Size(240, 480)
PHOTO = Rect.at(0, 0, 240, 240)
PLAN = ScenePlan.of(Scene(CANVAS, enlargement=float(SCALE)), TINY)
MODEL = Rect.at(0, 0, CANVAS.height // SCALE, CANVAS.width // SCALE)


def photo(fine: float = 0.0, rough: float = 0.0, seed: int = 0) -> torch.Tensor:
    """Red above blue, with grain of one canvas px and lumps of one model px."""
    random = torch.Generator().manual_seed(seed)
    picture = torch.full((3, 240, 240), -0.4)
    picture[0, :120] = picture[2, 120:] = 0.4
    lumps = torch.randn(1, 1, 60, 60, generator=random) * rough
    picture += F.interpolate(lumps, scale_factor=SCALE, mode="bicubic")[0]
    return picture + torch.randn(1, 240, 240, generator=random) * fine


def soft_picture(tint: float = 0.0) -> torch.Tensor:
    """What a model may paint: the two colours, a little off, and nothing on them."""
    picture = torch.full((3, MODEL.height, MODEL.width), -0.4)
    picture[0, :30] = picture[2, 30:] = 0.4
    picture[1] += tint
    return picture


def sheet(of: torch.Tensor) -> DetailSheet:
    made = DetailSheet.of(PLAN.plane(), PHOTO, of)
    assert made is not None
    return made


def repainted(of: torch.Tensor, picture: torch.Tensor, rect: Rect = CANVAS.rect, seed: int = 0):
    available = MODEL.grown(MARGIN_PX)
    wide = F.pad(picture[None], (MARGIN_PX,) * 4, mode="replicate")[0]
    return PhotoDetail(PLAN.plane(), [sheet(of)], seed).repainted(wide, available, rect)


def enlarged(picture: torch.Tensor) -> torch.Tensor:
    wide = F.pad(picture[None], (8,) * 4, mode="replicate")[0]
    return enlarge(wide, MODEL.grown(8), CANVAS.rect, SCALE, SCALE)


def grain(picture: torch.Tensor) -> float:
    return picture.diff(dim=-1).square().mean().sqrt().item()


def test_grain_is_as_strong_as_the_photos():
    made = repainted(photo(fine=0.1), soft_picture())
    assert grain(made) == pytest.approx(grain(photo(fine=0.1)), rel=0.15)


def test_flat_photo_adds_nothing_to_its_own_colours():
    added = repainted(photo(), soft_picture()) - enlarged(soft_picture())
    assert added[:, 60:100].abs().max() < 0.02


def test_texture_is_the_photos_whatever_was_painted():
    lumpy = photo(rough=0.15)
    rough = soft_picture() + torch.randn(1, 60, 120, generator=torch.manual_seed(1)) * 0.3
    for painted in (soft_picture(), rough):
        shown = repainted(lumpy, painted)
        parts = shown[:, 20:100], shown[:, 140:220]
        for part in parts:
            assert part.std((1, 2)).mean().item() == pytest.approx(0.15, rel=0.35)


def test_painted_photo_comes_back():
    """Where each block finds its own place, all pieces go on into each other."""
    whole = photo(fine=0.05, rough=0.15)
    painted = F.interpolate(whole[None], scale_factor=1 / SCALE, mode="area")[0]
    painted = torch.cat([painted, painted.flip(-1)], -1)
    soft = enlarged(painted)
    inside = (slice(None), slice(60, 180), slice(60, 180))

    def error(shown: torch.Tensor) -> float:
        return (shown[inside] - whole[inside]).square().mean().sqrt().item()

    assert error(repainted(whole, painted)) < 0.25 * error(soft)


def test_colours_are_pulled_to_those_of_the_photo():
    green = soft_picture(tint=0.1)
    added = (repainted(photo(), green) - enlarged(green))[:, 20:100].mean((1, 2))
    assert added[1] - added[[0, 2]].mean() == pytest.approx(-0.1 * 0.9, abs=0.02)


def test_amid_two_photos_the_colours_are_those_that_were_painted():
    """Between a dark and a light photo, of which blocks elsewhere take half the light."""
    ends = [Rect.at(0, 0, 240, 140), Rect.at(0, 340, 240, 140)]
    sheets = [
        DetailSheet.of(PLAN.plane(), rect, torch.full((3, 240, 140), value))
        for rect, value in zip(ends, (-0.6, 0.6), strict=True)
    ]
    assert None not in sheets
    available = MODEL.grown(MARGIN_PX)
    ramp = torch.linspace(-0.3, 0.3, available.width).expand(3, available.height, -1)
    detail = PhotoDetail(PLAN.plane(), [made for made in sheets if made], 0)
    added = detail.repainted(ramp, available, CANVAS.rect) - enlarged(
        ramp[(slice(None), *MODEL.slices_of(available))]
    )
    dark, amid, light = added.mean((0, 1))[[20, 240, 460]].tolist()
    assert abs(amid) < 0.03
    assert dark < -0.15
    assert light > 0.15


def test_tiles_agree_with_the_whole():
    whole = repainted(photo(0.1, 0.1), soft_picture())
    parts = [
        repainted(photo(0.1, 0.1), soft_picture(), rect) for rect in CANVAS.rect.tiles(96, 160)
    ]
    for rect, part in zip(CANVAS.rect.tiles(96, 160), parts, strict=True):
        assert torch.allclose(part, whole[(slice(None), *rect.slices_of(CANVAS.rect))], atol=1e-5)


def test_another_seed_takes_other_places():
    first, second = (repainted(photo(0.1), soft_picture(), seed=seed) for seed in (0, 1))
    assert not torch.equal(first, second)
    assert torch.equal(first, repainted(photo(0.1), soft_picture()))


def test_neighbouring_blocks_are_no_copies():
    """Of a photo of equal grain all over, each place would do."""
    made = repainted(photo(fine=0.1), soft_picture())[1, 40:100].numpy()
    step = 8 * SCALE
    for across in (step, 2 * step):
        same = np.corrcoef(made[:, across:].ravel(), made[:, :-across].ravel())[0, 1]
        assert abs(same) < 0.5


@pytest.mark.parametrize(
    ("plan", "window"),
    [
        (ScenePlan.of(Scene(CANVAS, enlargement=1.0), TINY), PHOTO),
        (PLAN, Rect.at(0, 0, 240, 100)),
    ],
)
def test_sharp_models_and_tiny_photos_give_no_detail(plan: ScenePlan, window: Rect):
    assert DetailSheet.of(plan.plane(), window, photo()[:, :, : window.width]) is None
