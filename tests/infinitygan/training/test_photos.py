"""Crops and their labels."""

import numpy as np
import pytest
import torch
from small_training import landscape

from infinitygan.training.photo_files import PhotoError
from infinitygan.training.photos import MINIMUM_PHOTOS, PhotoPack

HEIGHT = 20


def numbered(index: int, width: int) -> np.ndarray:
    """Encode photo, row and column in the three channels."""
    rows, columns = np.mgrid[:HEIGHT, :width]
    return np.stack([np.full_like(rows, index), rows, columns], axis=2).astype(np.uint8)


@pytest.fixture
def pack() -> PhotoPack:
    return PhotoPack.from_arrays([numbered(i, 30 + 2 * i) for i in range(MINIMUM_PHOTOS)])


def chances(photo: float, down: float, along: float, mirror: float) -> torch.Tensor:
    return torch.tensor([[photo], [down], [along], [mirror]], dtype=torch.float64)


def test_a_crop_holds_the_pixels_of_its_place(pack: PhotoPack):
    rgb, label = pack.crops(chances(3 / 16, 0.5, 0.0, 0.9), 10)
    photo, rows, columns = (rgb[0] * 255).round().int()
    assert (photo == 3).all()
    assert rows[:, 0].tolist() == list(range(5, 15))
    assert columns[0].tolist() == list(range(10))
    assert label.item() == 0


def test_half_of_the_crops_are_mirrored(pack: PhotoPack):
    plain, _ = pack.crops(chances(0.1, 0.2, 0.3, 0.5), 10)
    mirrored, _ = pack.crops(chances(0.1, 0.2, 0.3, 0.4), 10)
    assert torch.equal(mirrored, plain.flip(3))


@pytest.mark.parametrize(("down", "label"), [(0.0, -1.0), (0.9999, 1.0), (0.28, -0.4)])
def test_labels_run_from_the_top_to_the_bottom(pack: PhotoPack, down: float, label: float):
    assert pack.crops(chances(0.0, down, 0.5, 0.5), 10)[1].item() == pytest.approx(label)


def test_squares_reach_three_quarters_of_the_labels():
    pack = PhotoPack.from_arrays([landscape(HEIGHT, HEIGHT)] * MINIMUM_PHOTOS)
    assert pack.crops(chances(0.0, 0.0, 0.0, 0.5), 10)[1].item() == -0.75


def test_whole_scenes_have_one_label(pack: PhotoPack):
    rgb, label = pack.crops(chances(0.0, 0.9, 0.5, 0.5), HEIGHT)
    assert rgb.shape == (1, 3, HEIGHT, HEIGHT)
    assert label.item() == -1


def test_the_largest_chance_stays_inside(pack: PhotoPack):
    most = 1 - 2**-53
    rgb, _ = pack.crops(chances(most, most, most, most), 10)
    photo, rows, columns = (rgb[0] * 255).round().int()
    assert photo.max() == MINIMUM_PHOTOS - 1
    assert rows.max() == HEIGHT - 1
    assert columns.max() == 30 + 2 * (MINIMUM_PHOTOS - 1) - 1


@pytest.mark.parametrize("count", [0, 1, MINIMUM_PHOTOS - 1])
def test_too_few_photos_are_refused_with_their_number(count: int):
    with pytest.raises(PhotoError, match=rf"at least 16 photos .*; there are {count}"):
        PhotoPack.from_arrays([landscape(8, 8)] * count)
