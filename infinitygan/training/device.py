"""The device that trains, and what it takes to make it fast."""

import os
from typing import TypeVar

import torch
from torch import nn

from infinitygan.allocator import keep_freed_memory

Network = TypeVar("Network", bound=nn.Module)


def training_device(name: str) -> torch.device:
    """Choose a device: "auto", "cpu", "cuda" or "cuda:N"; under torchrun each process its own.

    Raises: ValueError: if there is no such device.
    """
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    kind, _, index = name.partition(":")
    if kind not in ("cpu", "cuda") or (index and not index.isdecimal()):
        raise ValueError(f"the device is auto, cpu, cuda or cuda:N, not '{name}'")
    if kind == "cpu":
        return torch.device("cpu")
    number = int(index or os.environ.get("LOCAL_RANK", "0"))
    if number >= torch.cuda.device_count():
        raise ValueError(f"there is no device {name}; CUDA devices: {torch.cuda.device_count()}")
    return torch.device("cuda", number)


def prepare(device: torch.device, threads: int | None = None) -> None:
    """Set this process up to work on the device as fast as it can; `threads` None means all."""
    if threads is not None:
        torch.set_num_threads(threads)
    if device.type == "cuda":
        torch.cuda.set_device(device)
        torch.backends.cuda.matmul.allow_tf32 = True
        torch.backends.cudnn.allow_tf32 = True
        torch.backends.cudnn.benchmark = True
    else:
        keep_freed_memory()


def placed(network: Network, device: torch.device) -> Network:
    """Move a network to the device, in the memory format that convolutions train fastest in."""
    if device.type == "cpu":  # oneDNN's gradients of the weights take half as long again otherwise
        return network.to(device)
    return network.to(device=device).to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]


def compute_dtype(device: torch.device) -> torch.dtype:
    """Return the type of the convolutions: bfloat16 on GPUs that compute in it, else float32."""
    # Older GPUs take bfloat16, too, but emulate it: that is slower than float32.
    if device.type == "cuda" and torch.cuda.is_bf16_supported(including_emulation=False):
        return torch.bfloat16
    return torch.float32
