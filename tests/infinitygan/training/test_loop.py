"""The loop: budgets, what it writes, and how it stops."""

import json
import os
import signal
from pathlib import Path

import pytest
import torch
from PIL import Image
from small_training import flat_landscapes, small_step

from infinitygan.checkpoint import read_info
from infinitygan.training.journal import LAST_GRID_NAME, LOG_NAME
from infinitygan.training.loop import DECAY_END, Budget, Progress, decayed, train
from infinitygan.training.photos import PhotoPack
from infinitygan.training.run_state import STATE_NAME
from infinitygan.training.workers import Workers


@pytest.fixture(scope="module")
def photos() -> PhotoPack:
    return flat_landscapes()


@pytest.mark.parametrize(
    ("budget", "spent"),
    [
        (Budget(), 0.0),
        (Budget(images=200), 0.5),
        (Budget(minutes=1), 0.25),
        (Budget(images=200, minutes=0.2), 1.25),
    ],
)
def test_the_scarcest_part_of_the_budget_counts(budget: Budget, spent: float):
    assert budget.spent(images=100, seconds=15) == pytest.approx(spent)


@pytest.mark.parametrize(
    ("spent", "factor"),
    [(0, 1), (2 / 3, 1), (5 / 6, (1 + DECAY_END) / 2), (1, DECAY_END), (2, DECAY_END)],
)
def test_rates_fall_in_the_last_third(spent: float, factor: float):
    assert decayed(spent) == pytest.approx(factor)


def test_a_run_stops_at_its_budget_and_leaves_everything(tmp_path: Path, photos: PhotoPack):
    heard: list[Progress] = []
    assert not train(small_step(), photos, tmp_path, "lake", Budget(images=20), heard.append)
    assert [progress.images_seen for progress in heard] == [8, 16, 24]
    assert read_info(tmp_path).images_seen == 24
    assert (tmp_path / STATE_NAME).is_file()
    lines = [json.loads(line) for line in (tmp_path / LOG_NAME).read_text().splitlines()]
    assert [line["images"] for line in lines] == [8, 24]
    assert all(line["spread"] >= 0 and "discriminator_loss" in line for line in lines)
    with Image.open(tmp_path / LAST_GRID_NAME) as grid:
        assert grid.size == (8 * 19, 4 * 19)


def test_estimates_come_from_the_budget(tmp_path: Path, photos: PhotoPack):
    heard: list[Progress] = []
    train(small_step(), photos, tmp_path, "lake", Budget(images=16, minutes=100), heard.append)
    assert heard[-1].seconds_left == 0
    assert heard[0].seconds_left is not None
    assert 0 < heard[0].seconds_left < 6000
    assert {"images_per_second", "generator_loss"} <= set(heard[0].figures())


def test_a_spent_budget_trains_no_more(tmp_path: Path, photos: PhotoPack):
    step = small_step()
    step.run(photos)
    train(step, photos, tmp_path, "lake", Budget(images=8))
    assert step.images_seen == 8
    assert (tmp_path / STATE_NAME).is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to oneself")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_finishes_its_step_and_saves(
    tmp_path: Path, photos: PhotoPack, number: signal.Signals
):
    before = signal.getsignal(number)
    step = small_step()

    def interrupt(progress: Progress) -> None:
        os.kill(os.getpid(), number)

    assert train(step, photos, tmp_path, "lake", Budget(), interrupt)
    assert read_info(tmp_path).images_seen == step.images_seen == 8
    assert signal.getsignal(number) is before


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signal to oneself")
def test_a_second_interrupt_stops_at_once(tmp_path: Path, photos: PhotoPack):
    def interrupt(progress: Progress) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        train(small_step(), photos, tmp_path, "lake", Budget(), interrupt)


def test_grids_and_checkpoints_come_as_often_as_asked(tmp_path: Path, photos: PhotoPack):
    seen: list[int] = []

    def look(progress: Progress) -> None:
        if (tmp_path / STATE_NAME).is_file():
            seen.append(read_info(tmp_path).images_seen)

    budget = Budget(images=24, checkpoint_minutes=1e-9, grid_minutes=1e-9)
    train(small_step(), photos, tmp_path, "lake", budget, look)
    assert seen == [8, 16]
    grids = sorted(path.name for path in tmp_path.glob("grid-0*.jpg"))
    assert grids == [f"grid-{images:08d}.jpg" for images in (8, 16, 24)]


def test_a_decaying_run_ends_at_a_low_rate(tmp_path: Path, photos: PhotoPack):
    step = small_step(decay=True, generator_rate=1e-3)
    train(step, photos, tmp_path, "lake", Budget(images=48))
    rate = step.generator_optimizer.param_groups[0]["lr"]
    assert rate == pytest.approx(1e-3 * decayed(40 / 48))
    assert torch.isfinite(torch.tensor(rate))


class _BesideOneAhead(Workers):
    """This process, and one whose clock says that five sixths are spent."""

    def largest(self, number: float, device: torch.device) -> float:
        return max(number, 5 / 6)


def test_rates_follow_the_clock_that_all_agree_on(tmp_path: Path, photos: PhotoPack):
    step = small_step(workers=_BesideOneAhead(), decay=True, generator_rate=1e-3)
    train(step, photos, tmp_path, "lake", Budget(images=8))
    rate = step.generator_optimizer.param_groups[0]["lr"]
    assert rate == pytest.approx(1e-3 * decayed(5 / 6))
