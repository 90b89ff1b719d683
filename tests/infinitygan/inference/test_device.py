"""Devices by name, and what happens where one does not work."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch
from tiny_model import CPU

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


def test_the_cpu_is_always_there_and_last():
    assert available_devices()[-1] == cpu_device()
    assert find_device("cpu") == cpu_device()
    assert cpu_device().torch_device == torch.device("cpu")


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

    def fail(device: Device) -> None:
        raise RuntimeError("no kernel image for sm_120\nmore detail")

    assert working_device(GPU, fail, told.append) == cpu_device()
    assert told == [
        "NVIDIA Test (12 GB) does not work here (no kernel image for sm_120); using the CPU"
    ]


def test_a_failure_without_words_is_named_by_its_kind():
    told: list[str] = []

    def fail(device: Device) -> None:
        raise NotImplementedError

    working_device(GPU, fail, told.append)
    assert "(NotImplementedError)" in told[0]


def test_a_device_that_works_is_kept_and_the_cpu_not_tried():
    tried: list[Device] = []
    assert working_device(GPU, tried.append, pytest.fail) == GPU
    assert working_device(CPU, tried.append, pytest.fail) == CPU
    assert tried == [GPU]


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
