"""A super-resolution run on disk: what it leaves, how it resumes, and what it never overwrites."""

import json
from pathlib import Path
from typing import cast

import pytest
import torch
from PIL import Image, ImageChops
from small_super_resolution import RandomEdges, hard_edged_photos, small_super_resolution_step
from small_training import CPU

from infinitygan.checkpoint import (
    SUPER_RESOLUTION_NAME,
    CheckpointError,
    load_super_resolution,
    save_super_resolution,
)
from infinitygan.networks.super_resolution import SuperResolution
from infinitygan.training.loop import Budget
from infinitygan.training.photo_heights import PhotoHeights
from infinitygan.training.super_resolution_run import (
    PREFIX,
    STATE_NAME,
    SuperResolutionRequest,
    plan_super_resolution,
    save_super_resolution_run,
    start_super_resolution,
    train_super_resolution,
)
from infinitygan.training.super_resolution_sample import super_resolution_sample


@pytest.fixture(scope="module")
def photos() -> PhotoHeights:
    return hard_edged_photos()


def test_a_run_leaves_the_averaged_network_and_its_record(tmp_path: Path, photos: PhotoHeights):
    step = small_super_resolution_step()
    assert not train_super_resolution(step, photos, tmp_path, Budget(images=8))
    found = load_super_resolution(tmp_path)
    assert found is not None
    for name, tensor in step.average.state_dict().items():
        assert torch.equal(found.state_dict()[name], tensor.half().float()), name
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert names == {
        SUPER_RESOLUTION_NAME,
        STATE_NAME,
        *(f"{PREFIX}{name}" for name in ("log.jsonl", "grid-last.jpg")),
        *(f"{PREFIX}grid-{images:08d}.jpg" for images in (4, 8)),
    }
    lines = (tmp_path / f"{PREFIX}log.jsonl").read_text().splitlines()
    assert json.loads(lines[-1])["images"] == 8
    assert {"pixel_loss", "smooth_difference", "detail"} <= set(json.loads(lines[-1]))


def test_a_saved_run_goes_on_with_its_own_numbers(tmp_path: Path, photos: PhotoHeights):
    step = small_super_resolution_step(seed=3)
    step.run(photos)
    save_super_resolution_run(step, tmp_path)
    request = SuperResolutionRequest(tmp_path, resume=True)
    config = plan_super_resolution(request)
    assert config == step.config
    resumed = start_super_resolution(request, config, RandomEdges(), CPU)
    assert resumed.images_seen == 4
    for one, other in zip(resumed.average.parameters(), step.average.parameters(), strict=True):
        assert torch.equal(one, other)


@pytest.mark.parametrize("name", ["width", "layers"])
def test_a_run_of_another_shape_is_refused(tmp_path: Path, name: str):
    save_super_resolution_run(small_super_resolution_step(), tmp_path)
    request = SuperResolutionRequest(tmp_path, resume=True, **{name: 5})
    with pytest.raises(CheckpointError, match=rf"as its {name}: leave the option out"):
        plan_super_resolution(request)


def test_a_run_and_a_network_alone_are_never_overwritten(tmp_path: Path):
    save_super_resolution_run(small_super_resolution_step(), tmp_path)
    with pytest.raises(CheckpointError, match="is there already: go on with --resume"):
        plan_super_resolution(SuperResolutionRequest(tmp_path))
    (tmp_path / STATE_NAME).unlink()
    with pytest.raises(CheckpointError, match="is there already: its state is missing"):
        plan_super_resolution(SuperResolutionRequest(tmp_path, resume=True))


def test_a_broken_state_is_named(tmp_path: Path):
    save_super_resolution(tmp_path, SuperResolution(4, 3))
    (tmp_path / STATE_NAME).write_bytes(b"broken")
    with pytest.raises(CheckpointError, match=f"{STATE_NAME} is not the state"):
        plan_super_resolution(SuperResolutionRequest(tmp_path, resume=True))


def differences(first: Image.Image, second: Image.Image) -> tuple[tuple[int, int], ...]:
    """Return the smallest and the largest difference of each colour."""
    return cast("tuple[tuple[int, int], ...]", ImageChops.difference(first, second).getextrema())


def test_the_grid_shows_smooth_made_and_photo():
    network = SuperResolution(4, 3)
    with torch.no_grad():
        network.get_parameter(f"layers.{network.reach - 1}.weight").zero_()
    sample = super_resolution_sample(network, hard_edged_photos(block_px=1))
    side = 176 - 4 * 3
    assert sample.grid.size == (6 * side, 4 * side)
    smooth, made, photo = (
        sample.grid.crop((index * side, 0, (index + 1) * side, side)) for index in range(3)
    )
    assert max(high for _, high in differences(smooth, made)) <= 1  # of 255, by rounding
    assert min(high for _, high in differences(smooth, photo)) > 20
    figures = sample.figures
    assert figures["made_difference"] == pytest.approx(figures["smooth_difference"])
    assert 0 < figures["detail"] < 1
