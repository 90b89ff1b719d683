"""Models on disk: what is saved is loaded, what is broken is named, growing keeps the picture."""

import errno
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
import torch
from safetensors.torch import load_file, save_file

from infinitygan.checkpoint import (
    CONFIG_NAME,
    SUPER_RESOLUTION_NAME,
    WEIGHTS_NAME,
    CheckpointError,
    ModelInfo,
    grow,
    load_model,
    load_super_resolution,
    read_info,
    save_model,
    save_super_resolution,
)
from infinitygan.config import GeneratorConfig
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import upsample_rgb
from infinitygan.networks.super_resolution import SuperResolution
from infinitygan.training.batches import LatentBatch

CONFIG = GeneratorConfig(
    levels=2,
    texture_widths=(6, 5, 4, 4),
    structure_width=5,
    structure_layers=2,
    structure_kernel=3,
    local_latent_channels=3,
    style_dims=4,
    mapping_layers=2,
    scene_cells=12,
)


@pytest.fixture
def generator() -> Generator:
    torch.manual_seed(0)
    return Generator(CONFIG)


@pytest.fixture
def folder(generator: Generator, tmp_path: Path) -> Path:
    save_model(tmp_path / "model", generator, ModelInfo("tiny", CONFIG, 123, {"a": [1]}))
    return tmp_path / "model"


def edit_config(folder: Path, **changes: object) -> None:
    path = folder / CONFIG_NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def edit_weights(folder: Path, edit: Callable[[dict[str, torch.Tensor]], object]) -> None:
    weights = load_file(folder / WEIGHTS_NAME)
    edit(weights)
    save_file(weights, folder / WEIGHTS_NAME)


def test_a_model_comes_back_in_half_precision(folder: Path, generator: Generator):
    loaded, info = load_model(folder)
    assert info == ModelInfo("tiny", CONFIG, 123, {"a": [1]})
    for name, tensor in generator.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], tensor.half().float()), name
    assert not loaded.training
    assert not [p for p in loaded.parameters() if p.requires_grad]


def test_weights_of_any_name_are_opened_beside_their_config(folder: Path, generator: Generator):
    weights = (folder / WEIGHTS_NAME).rename(folder / "epoch 7.safetensors")
    loaded, info = load_model(weights)
    assert info == read_info(weights) == read_info(folder)
    assert loaded.state_dict().keys() == generator.state_dict().keys()


def test_the_licence_is_told(folder: Path, generator: Generator):
    save_model(folder, generator, ModelInfo("free", CONFIG, licence="CC0-1.0"))
    assert read_info(folder).licence == "CC0-1.0"
    config = json.loads((folder / CONFIG_NAME).read_text())
    del config["licence"]
    (folder / CONFIG_NAME).write_text(json.dumps(config))
    assert read_info(folder).licence == ""


def test_a_folder_without_a_model_is_named(tmp_path: Path):
    with pytest.raises(CheckpointError, match=f"no model in .*: {CONFIG_NAME} is missing"):
        load_model(tmp_path)


def test_missing_weights_are_named(folder: Path):
    (folder / WEIGHTS_NAME).unlink()
    with pytest.raises(CheckpointError, match=r"weights .* are missing"):
        load_model(folder)


def test_wrong_keys_are_named(folder: Path):
    edit_weights(folder, lambda weights: weights.pop("texture.layers.0.bias"))
    with pytest.raises(CheckpointError, match=r"lacks weights: texture\.layers\.0\.bias"):
        load_model(folder)


def test_the_first_three_missing_keys_are_named(folder: Path, generator: Generator):
    save_file({"foreign": torch.zeros(1)}, folder / WEIGHTS_NAME)
    first = list(generator.state_dict())
    with pytest.raises(CheckpointError, match="lacks weights") as refusal:
        load_model(folder)
    assert str(refusal.value).endswith(f"{', '.join(first[:3])} and {len(first) - 3} more")


def test_unknown_keys_are_named(folder: Path):
    edit_weights(folder, lambda weights: weights.update(spy=torch.zeros(1)))
    with pytest.raises(CheckpointError, match="has unknown weights: spy"):
        load_model(folder)


def test_misshapen_weights_are_named(folder: Path):
    edit_weights(folder, lambda weights: weights.update({"mapping.mean_w": torch.zeros(9)}))
    with pytest.raises(CheckpointError, match=r"has misshapen weights: mapping\.mean_w"):
        load_model(folder)


class _Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return (pytest.fail, ("the pickle was opened",))


def test_a_pickle_is_refused_unopened(folder: Path):
    (folder / WEIGHTS_NAME).write_bytes(pickle.dumps(_Bomb()))
    with pytest.raises(CheckpointError, match="can carry code and are not opened"):
        load_model(folder)


@pytest.mark.parametrize("name", ["generator.pt", "GENERATOR.CKPT"])
def test_a_file_named_as_a_pickle_is_refused_with_a_way_out(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(pickle.dumps(_Bomb()))
    with pytest.raises(CheckpointError, match=r"unsafe format.*convert .*safetensors"):
        load_model(path)


def test_weights_cut_short_are_refused(folder: Path):
    data = (folder / WEIGHTS_NAME).read_bytes()
    (folder / WEIGHTS_NAME).write_bytes(data[: len(data) // 2])
    with pytest.raises(CheckpointError, match="is not a safetensors file"):
        load_model(folder)


def test_a_newer_format_asks_for_an_update(folder: Path):
    edit_config(folder, format=99)
    with pytest.raises(CheckpointError, match="made by a newer version; please update"):
        read_info(folder)


@pytest.mark.parametrize(
    "changes", [{"generator": {}}, {"generator": None}, {"images_seen": "many"}, {"format": None}]
)
def test_a_config_that_is_not_understood_is_named(folder: Path, changes: dict[str, object]):
    edit_config(folder, **changes)
    with pytest.raises(CheckpointError, match=r"config\.json is not a model's config"):
        read_info(folder)


def test_a_config_that_is_no_json_is_named(folder: Path):
    (folder / CONFIG_NAME).write_text("{")
    with pytest.raises(CheckpointError, match="is not a model's config"):
        read_info(folder)


def test_a_full_disk_keeps_the_last_model(
    folder: Path, generator: Generator, monkeypatch: pytest.MonkeyPatch
):
    before = (folder / WEIGHTS_NAME).read_bytes()

    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("infinitygan.atomic_file.os.fsync", full)
    with pytest.raises(CheckpointError, match=r"cannot be saved to .*: No space left on device"):
        save_model(folder, Generator(CONFIG), ModelInfo("new", CONFIG))
    assert (folder / WEIGHTS_NAME).read_bytes() == before
    assert {path.name for path in folder.iterdir()} == {WEIGHTS_NAME, CONFIG_NAME}
    assert load_model(folder)[1].name == "tiny"


def test_growing_keeps_every_level_of_the_picture(generator: Generator):
    grown = grow(generator, 4)
    batch = LatentBatch.draw(generator, 2, 8, 0.0, torch.Generator().manual_seed(0))
    larger = LatentBatch.draw(grown, 2, 8, 0.0, torch.Generator().manual_seed(0))
    larger.noises[:4] = batch.noises
    same = LatentBatch(
        batch.z_g,
        batch.z_texture,
        larger.crossover,
        batch.z_l,
        batch.coordinates,
        larger.noises,
        batch.label,
    )
    with torch.no_grad():
        before, after = batch.synthesize(generator), same.synthesize(grown)
    assert len(after) == 4
    for coarse, kept in zip(before, after[:2], strict=True):
        assert torch.equal(coarse, kept)
    fine = upsample_rgb(before[-1])
    side = after[2].shape[-1]
    torch.testing.assert_close(after[2], fine[..., :side, :side])


def test_growing_cannot_lose_levels(generator: Generator):
    with pytest.raises(ValueError, match="2 levels cannot be grown to 1"):
        grow(generator, 1)


def test_a_super_resolution_network_comes_back_in_its_shape(folder: Path):
    network = SuperResolution(width=5, layers=4)
    save_super_resolution(folder, network)
    for model in (folder, folder / WEIGHTS_NAME):
        loaded = load_super_resolution(model)
        assert loaded is not None
        assert loaded.reach == 4
        for name, tensor in loaded.state_dict().items():
            assert torch.equal(tensor, network.state_dict()[name].half().float())


def test_a_model_need_not_have_one(folder: Path):
    assert load_super_resolution(folder) is None


def test_other_weights_are_no_super_resolution_network(folder: Path):
    path = folder / SUPER_RESOLUTION_NAME
    save_file({"a": torch.zeros(3)}, path)
    with pytest.raises(CheckpointError, match=r"is not a super-resolution network"):
        load_super_resolution(folder)
    weights = {**SuperResolution(4, 3).state_dict(), "more": torch.zeros(1)}
    save_file(weights, path)
    with pytest.raises(CheckpointError, match="unknown weights: more"):
        load_super_resolution(folder)


def test_a_super_resolution_network_is_saved_whole_or_not_at_all(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(CheckpointError, match="cannot be saved"):
        save_super_resolution(tmp_path / "file" / "model", SuperResolution(4, 3))
