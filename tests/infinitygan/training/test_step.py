"""What both recipes do in a step."""

import copy
from typing import Any

import pytest
import torch
from small_training import SMALL, flat_landscapes, small_step
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode

from infinitygan.checkpoint import grow
from infinitygan.networks.generator import Generator
from infinitygan.training.adversarial_step import frozen
from infinitygan.training.batches import LatentBatch
from infinitygan.training.photos import PhotoPack
from infinitygan.training.recipes import Recipe
from infinitygan.training.step import TrainingStep

HALF = torch.bfloat16

RECIPE_NAMES: tuple[Recipe, ...] = ("fast", "paper")


@pytest.fixture(scope="module")
def photos() -> PhotoPack:
    return flat_landscapes()


def halves(step: TrainingStep) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the mean colours of the upper and the lower half of whole scenes."""
    random = torch.Generator().manual_seed(7)
    with torch.no_grad():
        latents = LatentBatch.draw(step.average, 16, SMALL.scene_cells, 0.0, random)
        rgb = latents.synthesize(step.average)[-1]
    middle = rgb.shape[2] // 2
    return rgb[:, :, :middle].mean((0, 2, 3)), rgb[:, :, middle:].mean((0, 2, 3))


def seeded_growth() -> Generator:
    """Return a generator of two levels, always the same."""
    torch.manual_seed(0)
    return grow(Generator(SMALL), 2)


def weights(module: nn.Module) -> dict[str, torch.Tensor]:
    return copy.deepcopy(module.state_dict())


@pytest.mark.slow
def test_two_hundred_steps_learn_that_blue_is_above_green(photos: PhotoPack):
    step = small_step(generator_rate=5e-3, discriminator_rate=5e-3)
    for _ in range(200):
        step.run(photos)
    above, below = halves(step)
    assert above[2] - below[2] > 0.4  # blue: 0.725 against -0.61 in the photos
    assert below[1] - above[1] > 0.2  # green: 0.25 against -0.29


@pytest.mark.parametrize("recipe", RECIPE_NAMES)
def test_a_step_trains_both_players_and_measures_finite_numbers(photos: PhotoPack, recipe: Recipe):
    step = small_step(recipe)
    before = weights(step.generator), weights(step.discriminator)
    measured = step.run(photos)
    assert step.images_seen == step.config.batch
    assert all(value.isfinite() for value in measured.values())
    assert {"discriminator_loss", "generator_loss", "real_logit", "fake_logit"} <= set(measured)
    for module, old in zip((step.generator, step.discriminator), before, strict=True):
        trained = {name for name, p in module.named_parameters() if p.requires_grad}
        moved = {n for n, t in module.state_dict().items() if not torch.equal(t, old[n])}
        assert len(moved & trained) > 0.8 * len(trained)


@pytest.mark.parametrize("recipe", RECIPE_NAMES)
def test_steps_repeat_bit_for_bit(photos: PhotoPack, recipe: Recipe):
    first, second = small_step(recipe), small_step(recipe)
    for _ in range(2):
        first.run(photos)
        second.run(photos)
    for one, other in zip(first.average.parameters(), second.average.parameters(), strict=True):
        assert torch.equal(one, other)


@pytest.mark.parametrize("recipe", RECIPE_NAMES)
def test_a_step_in_bfloat16_measures_what_one_in_float32_does(
    monkeypatch: pytest.MonkeyPatch, photos: PhotoPack, recipe: Recipe
):
    step = small_step(recipe, seeded_growth())
    full = {name: value.item() for name, value in step.run(photos).items()}
    for module in ("adversarial_step", "fast_step"):
        monkeypatch.setattr(f"infinitygan.training.{module}.compute_dtype", lambda device: HALF)
    step = small_step(recipe, seeded_growth())
    half = {name: value.item() for name, value in step.run(photos).items()}
    assert half == pytest.approx(full, rel=0.05, abs=0.03)
    assert half != full
    players = (step.generator, step.discriminator)
    assert {p.dtype for player in players for p in player.parameters()} == {torch.float32}


class _Waits(TorchDispatchMode):
    """Collects what a GPU's queue would be emptied for: values read back, constants copied over."""

    NAMES = frozenset({"_local_scalar_dense", "nonzero", "masked_select", "lift_fresh", "equal"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        if func.overloadpacket.__name__ in self.NAMES:
            self.found.append(str(func))
        return func(*args, **(kwargs or {}))


@pytest.mark.parametrize("recipe", RECIPE_NAMES)
def test_a_step_never_waits_for_the_device(
    monkeypatch: pytest.MonkeyPatch, photos: PhotoPack, recipe: Recipe
):
    step = small_step(recipe, seeded_growth(), diversity_weight=1.0)
    for optimizer in (step.generator_optimizer, step.discriminator_optimizer):
        monkeypatch.setattr(optimizer, "step", lambda: None)  # that of CPUs counts in numbers
    with _Waits() as waits:
        measured = step.run(photos)
    assert waits.found == []
    with waits:
        measured["generator_loss"].item()
        torch.tensor([1.0])
    assert len(waits.found) == 2  # it does notice


def test_seeds_differ(photos: PhotoPack):
    losses = [small_step(seed=seed).run(photos)["discriminator_loss"] for seed in (0, 1)]
    assert losses[0] != losses[1]


def test_regularisers_come_when_they_are_due(photos: PhotoPack):
    step = small_step("paper", r1_interval=3, path_interval=2)
    kinds = [set(step.run(photos)) for _ in range(4)]
    assert ["r1_penalty" in kind for kind in kinds] == [True, False, False, True]
    assert ["path_penalty" in kind for kind in kinds] == [True, False, True, False]


def test_an_interval_of_zero_leaves_a_regulariser_out(photos: PhotoPack):
    step = small_step("paper", r1_interval=0, path_interval=0)
    assert not {"r1_penalty", "path_penalty"} & set(step.run(photos))


def test_lazy_regularisation_corrects_adam():
    step = small_step("paper")
    generator, discriminator = step.generator_optimizer, step.discriminator_optimizer
    assert generator.defaults["lr"] == pytest.approx(0.002 * 4 / 5)
    assert generator.defaults["betas"] == (0.0, pytest.approx(0.99 ** (4 / 5)))
    assert discriminator.defaults["lr"] == pytest.approx(0.002 * 16 / 17)
    assert discriminator.defaults["betas"] == (0.0, pytest.approx(0.99 ** (16 / 17)))


def test_rates_rise_and_follow_the_factor(photos: PhotoPack):
    step = small_step(warm_up_images=32, generator_rate=1e-3)
    rates: list[float] = []
    for factor in (1.0, 1.0, 1.0, 1.0, 0.5):
        step.rate_factor = factor
        step.run(photos)
        rates.append(step.generator_optimizer.param_groups[0]["lr"])
    assert rates == pytest.approx([0.25e-3, 0.5e-3, 0.75e-3, 1e-3, 0.5e-3])


def test_the_average_follows_with_its_half_life(photos: PhotoPack):
    step = small_step(ema_half_life_images=1)
    step.run(photos)
    before = weights(step.average)
    step.run(photos)
    # eight images are eight half-lives of one image (or of 5 % of the images seen)
    name = "texture.layers.0.conv.weight"
    newest = step.generator.state_dict()[name]
    share = 1 - 0.5 ** (8 / 1.0)
    expected = before[name].lerp(newest, share)
    torch.testing.assert_close(step.average.state_dict()[name], expected)


def test_the_mean_of_w_is_learnt_and_averaged(photos: PhotoPack):
    step = small_step()
    step.run(photos)
    assert step.generator.mapping.mean_w.abs().max() > 0
    assert torch.equal(step.generator.mapping.mean_w, step.average.mapping.mean_w)


@pytest.mark.parametrize(("rate", "is_frozen"), [(0.1, False), (0.0, True)])
def test_inherited_levels_learn_at_the_lower_rate(rate: float, is_frozen: bool):
    grown = grow(Generator(SMALL), 2)
    step = small_step(generator=grown, inherited_levels=1, lower_rate=rate, learns_noise=True)
    groups = step.generator_optimizer.param_groups
    assert [group["rate_factor"] for group in groups] == ([1.0] if is_frozen else [1.0, rate])
    fresh = {id(p) for p in groups[0]["params"]}
    upper = [*grown.texture.layers[2:].parameters(), *grown.texture.to_rgb[1:].parameters()]
    assert fresh == {id(p) for p in upper}


def test_frozen_levels_do_not_move(photos: PhotoPack):
    grown = grow(Generator(SMALL), 2)
    step = small_step(generator=grown, inherited_levels=1, lower_rate=0.0)
    before = weights(grown)
    step.run(photos)
    moved = {n for n, t in grown.state_dict().items() if not torch.equal(t, before[n])}
    assert moved
    assert all(
        n.startswith(("texture.layers.2", "texture.layers.3", "texture.to_rgb.1"))
        for n in moved - {"mapping.mean_w"}
    )


def noise_strengths(generator: Generator) -> list[float]:
    return [t.item() for n, t in generator.state_dict().items() if n.endswith("noise_strength")]


def test_new_levels_hold_their_noise_and_inherited_ones_learn(photos: PhotoPack):
    grown = grow(Generator(SMALL), 2)
    step = small_step(generator=grown, inherited_levels=1, noise=0.125)
    before = noise_strengths(grown)
    step.run(photos)
    assert before[2:] == noise_strengths(grown)[2:] == [0.125, 0.125]
    assert noise_strengths(step.average)[2:] == [0.125, 0.125]
    assert noise_strengths(grown)[0] != before[0]


def test_noise_is_learnt_where_the_config_says_so(photos: PhotoPack):
    step = small_step(learns_noise=True, noise=0.125)
    assert noise_strengths(step.generator) == [0.0, 0.0]
    step.run(photos)
    assert 0.0 not in noise_strengths(step.generator)


def test_diversity_pairs_share_all_but_the_local_latent(
    monkeypatch: pytest.MonkeyPatch, photos: PhotoPack
):
    step = small_step(diversity_weight=1.0)
    calls: list[tuple[torch.Tensor, ...]] = []
    original = step.generator.structure_patches

    def spy(*inputs: torch.Tensor) -> torch.Tensor:
        calls.append(inputs)
        return original(*inputs)

    monkeypatch.setattr(step.generator, "structure_patches", spy)
    assert "diversity_loss" in step.run(photos)
    (z_g, z_l, coordinates), (other_z_g, other_z_l, other_coordinates) = calls[-2:]
    assert torch.equal(z_g, other_z_g)
    assert torch.equal(coordinates, other_coordinates)
    assert (z_l != other_z_l).all()


def test_a_patch_larger_than_the_scene_is_refused():
    with pytest.raises(ValueError, match="patch_cells must be at most 12"):
        small_step(patch_cells=13)


def test_frozen_parameters_thaw_also_after_an_error():
    layer = nn.Linear(2, 2)
    layer.bias.requires_grad_(False)
    inside: list[bool] = []

    def fail() -> None:
        with frozen(layer.parameters()):
            inside.append(layer.weight.requires_grad)
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    assert inside == [False]
    assert layer.weight.requires_grad
    assert not layer.bias.requires_grad
