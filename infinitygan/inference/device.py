"""Devices by name: which there are, what they are called, and in which precision they are quick."""

import logging
import platform
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from infinitygan.errors import UserError

logger = logging.getLogger(__name__)

MOST_DEVIATION = 4  # of 255, on average, of a device's test picture from the CPU's


class DeviceError(UserError):
    """A device that was asked for is not there."""


@dataclass(frozen=True)
class Device:
    """A place to compute.

    Attributes:
        name: as people write it: "cpu", "cuda:0", "xpu:0", "mps".
        title: as people know it: "NVIDIA GeForce RTX 4070 (12 GB)".
        dtype: in which convolutions run.
        batch: tiles at once that keep it busy.
    """

    name: str
    title: str
    dtype: torch.dtype
    batch: int

    @property
    def torch_device(self) -> torch.device:
        """Return it as torch wants it."""
        return torch.device(self.name)

    def autocast(self) -> torch.autocast:
        """Return the context in which convolutions run in its precision."""
        half = self.dtype != torch.float32
        return torch.autocast(self.torch_device.type, self.dtype, enabled=half)

    def take(self, network: nn.Module) -> None:
        """Move a network there, in the memory format that is quick."""
        network.to(self.torch_device).to(memory_format=torch.channels_last)  # pyright: ignore


def available_devices() -> tuple[Device, ...]:
    """List the devices of this machine, the quickest kind first; the CPU is always the last."""
    found = [_cuda(index) for index in range(torch.cuda.device_count())]
    if torch.xpu.is_available():
        found += [_xpu(index) for index in range(torch.xpu.device_count())]
    if torch.backends.mps.is_available():
        found.append(Device("mps", "Apple GPU (MPS)", torch.float32, 4))
    return (*found, cpu_device())


def cpu_device() -> Device:
    """Return the CPU, in bfloat16 where it has instructions for it."""
    quick = _has_quick_bfloat16()
    title = f"CPU ({platform.processor() or platform.machine()})"
    return Device("cpu", title, torch.bfloat16 if quick else torch.float32, 1)


def find_device(name: str) -> Device:
    """Return the device of a name; "auto" gives the quickest.

    Raises: DeviceError: if there is no such device.
    """
    devices = available_devices()
    if name == "auto":
        return devices[0]
    wanted = f"{name}:0" if name in ("cuda", "xpu") else name
    for device in devices:
        if device.name == wanted:
            return device
    names = ", ".join(device.name for device in devices)
    raise DeviceError(f"there is no device '{name}' here; there are: auto, {names}")


def working_device(
    device: Device,
    test_picture: Callable[[Device], NDArray[np.uint8]],
    notify: Callable[[str], None],
) -> Device:
    """Return the device if its test picture is like the CPU's, or else the CPU, and say why."""
    if device.name == "cpu":
        return device
    try:
        wanted = test_picture(cpu_device()).astype(int)
        if np.abs(test_picture(device) - wanted).mean() > MOST_DEVIATION:
            raise RuntimeError("its test picture is wrong")
    except Exception as error:
        logger.info("the self-test of %s failed", device.name, exc_info=error)
        notify(f"{device.title} does not work here ({_first_line(error)}); using the CPU")
        return cpu_device()
    return device


def is_out_of_memory(error: RuntimeError) -> bool:
    """Tell whether memory was short; not all devices raise an error of its own for that."""
    if isinstance(error, torch.OutOfMemoryError):
        return True
    return any(words in str(error) for words in ("out of memory", "can't allocate memory"))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _cuda(index: int) -> Device:
    properties = torch.cuda.get_device_properties(index)
    title = f"{properties.name} ({properties.total_memory / 2**30:.0f} GB)"
    quick = properties.major >= 8  # Ampere brought bfloat16
    dtype = torch.bfloat16 if quick else torch.float32
    return Device(f"cuda:{index}", title, dtype, 16)


def _xpu(index: int) -> Device:
    return Device(f"xpu:{index}", torch.xpu.get_device_name(index), torch.bfloat16, 8)


def _has_quick_bfloat16() -> bool:
    capabilities = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return any(capabilities.get(name, False) for name in ("amx_bf16", "amx_tile", "avx512_bf16"))
