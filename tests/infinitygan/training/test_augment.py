"""Augmentation: one policy, differentiable, and never a vertical shift."""

import pytest
import torch

from infinitygan.training.augment import CHANCES, augment

NEUTRAL = 0.5  # of brightness, saturation, contrast and shift
FAR = 1000.0  # puts the hole outside


def chances(count: int = 1, **changes: float) -> torch.Tensor:
    names = ("brightness", "saturation", "contrast", "shift", "hole_y", "hole_x")
    neutral = dict.fromkeys(names[:4], NEUTRAL) | {"hole_y": FAR, "hole_x": FAR}
    values = [(neutral | changes)[name] for name in names]
    return torch.tensor(values)[:, None].expand(CHANCES, count)


@pytest.fixture
def rgb() -> torch.Tensor:
    return torch.rand(1, 3, 16, 16, generator=torch.Generator().manual_seed(0))


def test_the_middle_of_all_chances_changes_nothing(rgb: torch.Tensor):
    torch.testing.assert_close(augment(rgb, chances()), rgb)


def test_brightness_moves_by_a_quarter_at_most(rgb: torch.Tensor):
    torch.testing.assert_close(augment(rgb, chances(brightness=1.0)), rgb + 0.25)


def test_no_saturation_is_grey(rgb: torch.Tensor):
    grey = augment(rgb, chances(saturation=0.0))
    torch.testing.assert_close(grey, rgb.mean(1, keepdim=True).expand_as(rgb))


def test_contrast_keeps_the_mean(rgb: torch.Tensor):
    flat = augment(rgb, chances(contrast=0.0))
    torch.testing.assert_close(flat.mean(), rgb.mean())
    assert flat.std().item() == pytest.approx(rgb.std().item() / 2)


@pytest.mark.parametrize(("shift", "columns"), [(0.0, 2), (1.0, -2)])
def test_translation_moves_columns_and_fills_with_grey(
    rgb: torch.Tensor, shift: float, columns: int
):
    moved = augment(rgb, chances(shift=shift))
    expected = rgb.roll(columns, 3)
    if columns > 0:
        expected[..., :columns] = 0.5
    else:
        expected[..., columns:] = 0.5
    torch.testing.assert_close(moved, expected)


def test_cut_out_hides_a_third_of_the_side(rgb: torch.Tensor):
    hidden = augment(rgb, chances(hole_y=0.5, hole_x=0.5)) == 0.5
    assert hidden[0, 0].any(1).sum() == hidden[0, 0].any(0).sum() == 5


def test_a_picture_does_not_depend_on_its_company(rgb: torch.Tensor):
    batch = torch.cat([rgb, torch.rand(2, 3, 16, 16)])
    drawn = torch.rand(CHANCES, 3, generator=torch.Generator().manual_seed(1))
    torch.testing.assert_close(augment(batch, drawn)[:1], augment(rgb, drawn[:, :1]))


def test_gradients_pass_to_all_that_is_visible(rgb: torch.Tensor):
    rgb.requires_grad_(True)
    augment(
        rgb, torch.rand(CHANCES, 1, generator=torch.Generator().manual_seed(2))
    ).sum().backward()
    assert rgb.grad is not None
    assert (rgb.grad != 0).float().mean() > 0.6
