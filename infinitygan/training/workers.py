"""Processes that train together, one a GPU: each works on its part of every batch."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, distributed


@dataclass(frozen=True)
class Workers:
    """This process among those that train together; alone by default."""

    rank: int = 0
    count: int = 1

    @property
    def is_first(self) -> bool:
        """Tell whether this process writes the files and speaks to the person."""
        return self.rank == 0

    def part(self, batch: Tensor, dim: int = 0) -> Tensor:
        """Return this process's share of a batch that all have drawn alike."""
        return batch.chunk(self.count, dim)[self.rank]

    def average_(self, tensors: Iterable[Tensor]) -> None:
        """Replace tensors by their means over the processes."""
        if self.count == 1:
            return
        held = list(tensors)
        flat = torch.cat([tensor.reshape(-1).float() for tensor in held])
        distributed.all_reduce(flat)
        flat /= self.count
        for tensor, mean in zip(held, flat.split([t.numel() for t in held]), strict=True):
            tensor.copy_(mean.view_as(tensor))

    def largest(self, number: float, device: torch.device) -> float:
        """Return the largest of the numbers that the processes bring."""
        if self.count == 1:
            return number
        shared = torch.tensor(number, device=device, dtype=torch.float64)
        distributed.all_reduce(shared, distributed.ReduceOp.MAX)
        return shared.item()


@contextmanager
def joined_workers(device: torch.device) -> Iterator[Workers]:
    """Join the processes that `torchrun` started; alone where it did not."""
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1:
        yield Workers()
        return
    distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield Workers(distributed.get_rank(), count)
    finally:
        distributed.destroy_process_group()
