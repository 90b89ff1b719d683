"""Devices by name, and what happens where one does not work."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from tiny_model import CPU, tiny_generator

from infinitygan.inference import device as device_module
from infinitygan.inference.device import (
    Device,
    DeviceError,
    available_devices,
    cpu_device,
    find_device,
    is_out_of_memory,
    working_device,
)

GPU = replace(CPU, name="cuda:0", title="NVIDIA Test (12 GB)", batch=16)


def grey(brightness: int) -> NDArray[np.uint8]:
    return np.full((2, 3, 3), brightness, np.uint8)


def test_the_cpu_is_always_there_and_last():
    assert available_devices()[-1] == cpu_device()
    assert find_device("cpu") == cpu_device()
    assert cpu_device().torch_device == torch.device("cpu")


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_device_computes_in_its_precision(dtype: torch.dtype):
    layer = torch.nn.Conv2d(1, 1, 1)
    with replace(CPU, dtype=dtype).autocast():
        assert layer(torch.ones(1, 1, 2, 2)).dtype == dtype


def test_a_device_takes_a_network_as_it_is_quick():
    generator = tiny_generator()
    CPU.take(generator)
    weights = [tensor for tensor in generator.parameters() if tensor.dim() == 4]
    assert weights
    assert all(w.is_contiguous(memory_format=torch.channels_last) for w in weights)


def test_a_device_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(DeviceError, match=r"no device 'cuda:99' here; there are: auto, .*cpu"):
        find_device("cuda:99")


def test_auto_takes_the_first_and_a_kind_its_first(monkeypatch: pytest.MonkeyPatch):
    second = replace(GPU, name="cuda:1")
    monkeypatch.setattr(device_module, "available_devices", lambda: (GPU, second, CPU))
    assert find_device("auto") == GPU
    assert find_device("cuda") == GPU
    assert find_device("cuda:1") == second


@pytest.mark.parametrize(("major", "dtype"), [(7, torch.float32), (8, torch.bfloat16)])
def test_graphics_cards_are_known_by_name_and_memory(
    monkeypatch: pytest.MonkeyPatch, major: int, dtype: torch.dtype
):
    properties = SimpleNamespace(name="NVIDIA Test", total_memory=12 * 2**30, major=major)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda index: properties)
    first = available_devices()[0]
    assert (first.name, first.title, first.dtype) == ("cuda:0", "NVIDIA Test (12 GB)", dtype)


@pytest.mark.parametrize(
    ("capabilities", "dtype"),
    [({}, torch.float32), ({"avx2": True}, torch.float32), ({"avx512_bf16": True}, torch.bfloat16)],
)
def test_a_cpu_works_in_half_precision_where_that_is_quick(
    monkeypatch: pytest.MonkeyPatch, capabilities: dict[str, bool], dtype: torch.dtype
):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: capabilities, raising=False)
    assert cpu_device().dtype == dtype


def test_a_device_that_fails_gives_way_to_the_cpu_and_says_why():
    told: list[str] = []

    def fail(device: Device) -> NDArray[np.uint8]:
        raise RuntimeError("no kernel image for sm_120\nmore detail")

    assert working_device(GPU, fail, told.append) == cpu_device()
    assert told == [
        "NVIDIA Test (12 GB) does not work here (no kernel image for sm_120); using the CPU"
    ]


def test_a_failure_without_words_is_named_by_its_kind():
    told: list[str] = []

    def fail(device: Device) -> NDArray[np.uint8]:
        raise NotImplementedError

    working_device(GPU, fail, told.append)
    assert "(NotImplementedError)" in told[0]


@pytest.mark.parametrize("brightness", [126, 130, 134])
def test_a_device_that_paints_as_the_cpu_does_is_kept(brightness: int):
    pictures = {cpu_device(): 130, GPU: brightness}
    assert working_device(GPU, lambda device: grey(pictures[device]), pytest.fail) == GPU


@pytest.mark.parametrize("brightness", [0, 125, 135, 255])
def test_a_device_that_paints_otherwise_gives_way_to_the_cpu(brightness: int):
    told: list[str] = []
    pictures = {cpu_device(): 130, GPU: brightness}
    found = working_device(GPU, lambda device: grey(pictures[device]), told.append)
    assert found == cpu_device()
    assert "(its test picture is wrong)" in told[0]


def test_the_cpu_is_not_tried():
    tried: list[Device] = []

    def picture(device: Device) -> NDArray[np.uint8]:
        tried.append(device)
        return grey(0)

    assert working_device(CPU, picture, pytest.fail) == CPU
    assert not tried


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (torch.OutOfMemoryError("CUDA"), True),
        (RuntimeError("MPS backend out of memory (MPS allocated: 18 GB)"), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"), True),
        (RuntimeError("shape mismatch"), False),
    ],
)
def test_short_memory_is_told_from_other_errors(error: RuntimeError, expected: bool):
    assert is_out_of_memory(error) == expected
