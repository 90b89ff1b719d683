"""The device that trains."""

import pytest
import torch

from infinitygan.training.device import compute_dtype, placed, prepare, training_device


def test_the_cpu_is_always_there():
    assert training_device("cpu") == torch.device("cpu")
    assert compute_dtype(torch.device("cpu")) == torch.float32


@pytest.mark.parametrize(("available", "kind"), [(False, "cpu"), (True, "cuda")])
def test_auto_takes_a_gpu_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, available: bool, kind: str
):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: available)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    assert training_device("auto").type == kind


def test_torchrun_gives_each_process_its_gpu(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setenv("LOCAL_RANK", "1")
    assert training_device("cuda") == torch.device("cuda", 1)
    assert training_device("cuda:0") == torch.device("cuda", 0)


@pytest.mark.parametrize("name", ["tpu", "cuda:x", "cuda:-1", ""])
def test_unknown_devices_are_refused(name: str):
    with pytest.raises(ValueError, match=f"not '{name}'"):
        training_device(name)


def test_a_gpu_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    with pytest.raises(ValueError, match="no device cuda:3; CUDA devices: 1"):
        training_device("cuda:3")


@pytest.mark.parametrize("computes", [True, False])
def test_gpus_that_only_emulate_bfloat16_take_float32(
    monkeypatch: pytest.MonkeyPatch, computes: bool
):
    def is_supported(including_emulation: bool = True) -> bool:
        return including_emulation or computes

    monkeypatch.setattr(torch.cuda, "is_bf16_supported", is_supported)
    wanted = torch.bfloat16 if computes else torch.float32
    assert compute_dtype(torch.device("cuda")) == wanted


def test_preparing_the_cpu_sets_its_threads():
    before = torch.get_num_threads()
    try:
        prepare(torch.device("cpu"), threads=1)
        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize(
    ("device", "layout"), [("cpu", torch.contiguous_format), ("meta", torch.channels_last)]
)
def test_convolutions_have_channels_last_but_on_the_cpu(device: str, layout: torch.memory_format):
    conv = placed(torch.nn.Conv2d(3, 5, 3), torch.device(device))
    assert conv.weight.is_contiguous(memory_format=layout)
