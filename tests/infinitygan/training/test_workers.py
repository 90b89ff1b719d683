"""Processes that train together do what one does alone with the whole batch."""

import math
import multiprocessing
import os
import socket
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from small_training import CPU, flat_landscapes, small_step

from infinitygan.training.recipes import Recipe
from infinitygan.training.run_state import save_state
from infinitygan.training.workers import Workers, joined_workers

STEPS = 2


def train_and_save(recipe: Recipe, folder: Path, workers: Workers) -> None:
    # Two channels share a group of the norm, else biases before it have no gradient but rounding.
    step = small_step(recipe, workers=workers, batch=16, diversity_weight=1.0, head_width=16)
    for _ in range(STEPS):
        step.run(flat_landscapes())
    save_state(folder / f"{workers.count}-{workers.rank}.safetensors", step)


def work(rank: int, count: int, port: int, recipe: Recipe, folder: Path) -> None:
    """Do as `torchrun` does, then train."""
    os.environ |= {
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
        "RANK": str(rank),
        "WORLD_SIZE": str(count),
    }
    torch.set_num_threads(1)
    with joined_workers(CPU) as workers:
        assert workers.largest(0.25 + workers.rank, CPU) == 0.25 + count - 1
        assert workers.largest(math.inf if workers.is_first else 0.5, CPU) == math.inf
        train_and_save(recipe, folder, workers)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.slow
@pytest.mark.parametrize("recipe", ["fast", "paper"])
def test_two_processes_train_as_one_with_the_double_batch(tmp_path: Path, recipe: Recipe):
    port = free_port()
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=work, args=(rank, 2, port, recipe, tmp_path)) for rank in range(2)
    ]
    for process in processes:
        process.start()
    train_and_save(recipe, tmp_path, Workers())
    for process in processes:
        process.join()
        assert process.exitcode == 0
    alone = load_file(tmp_path / "1-0.safetensors")
    first, second = (load_file(tmp_path / f"2-{rank}.safetensors") for rank in range(2))
    for name, tensor in alone.items():
        assert torch.equal(first[name], second[name]), name
        if "exp_avg" not in name:  # moments of gradients near zero are all rounding
            torch.testing.assert_close(first[name], tensor, rtol=1e-3, atol=2e-4, msg=name)


def test_alone_everything_is_the_own_part():
    alone = Workers()
    batch = torch.arange(6)
    assert alone.is_first
    assert torch.equal(alone.part(batch), batch)
    assert alone.largest(0.3, CPU) == 0.3
    alone.average_([batch])
    assert batch.tolist() == list(range(6))


def test_parts_are_contiguous_and_make_up_the_whole():
    batch = torch.arange(12).reshape(2, 6)
    parts = [Workers(rank, 3).part(batch, dim=1) for rank in range(3)]
    assert torch.equal(torch.cat(parts, 1), batch)
    assert not Workers(1, 3).is_first


def test_without_torchrun_one_trains_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    with joined_workers(CPU) as workers:
        assert workers == Workers()


def test_a_batch_that_cannot_be_shared_is_refused():
    with pytest.raises(ValueError, match="the batch of 8 cannot be shared by 3 processes"):
        small_step(workers=Workers(0, 3))
