"""What one training step is in every recipe: rates, latents, descent, the running average."""

import copy
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn

from infinitygan.networks.generator import Generator
from infinitygan.networks.texture_synthesizer import TextureLayer
from infinitygan.training import losses
from infinitygan.training.batches import LatentBatch
from infinitygan.training.device import compute_dtype, placed
from infinitygan.training.photos import PhotoPack
from infinitygan.training.recipes import TrainingConfig
from infinitygan.training.workers import Workers

ADAM_BETA2 = 0.99  # the first moment is off: beta1 is 0
MEAN_W_RATE = 0.002  # of the running mean of w
MOST_IMAGES = 2**32  # in a run, so that the random numbers of different seeds do not meet
EMA_RAMP = 0.05  # early on, the half-life is this part of the images seen

ALONE = Workers()


@dataclass(frozen=True)
class Turns:
    """What the turns of both players leave behind.

    Attributes:
        measured: losses and logits by name, scalars on the device: to read one waits for it.
        w: [B, style_dims], the styles of the batch.
    """

    measured: Mapping[str, Tensor]
    w: Tensor


class TrainingStep(ABC):
    """The networks and optimisers of a recipe, and one step of them."""

    def __init__(
        self,
        generator: Generator,
        discriminator: nn.Module,
        config: TrainingConfig,
        device: torch.device,
        workers: Workers = ALONE,
    ) -> None:
        """Prepare to train; the networks move to the device."""
        config.check(generator.config)
        if config.batch % workers.count:
            raise ValueError(
                f"the batch of {config.batch} cannot be shared by {workers.count} processes"
            )
        self.config = config
        self.device = device
        self.workers = workers
        self.generator = placed(generator, device)
        self.average = copy.deepcopy(self.generator).requires_grad_(False)
        self.discriminator = placed(discriminator, device)
        self.generator_optimizer = _adam(
            _parameter_groups(self.generator, config),
            config.generator_rate,
            config.path_interval,
        )
        heads = [p for p in discriminator.parameters() if p.requires_grad]
        self.discriminator_optimizer = _adam(
            [{"params": heads, "rate_factor": 1.0}], config.discriminator_rate, config.r1_interval
        )
        self.random = torch.Generator(device).manual_seed(config.seed)
        self.images_seen = 0
        self.rate_factor = 1.0
        self.hold_noise()

    def run(self, photos: PhotoPack) -> Mapping[str, Tensor]:
        """Train on one batch; returns what was measured, as scalars on the device."""
        # A resumed run repeats the unbroken one: its random numbers depend on nothing but this.
        self.random.manual_seed(self.config.seed * MOST_IMAGES + self.images_seen)
        self._set_rates()
        turns = self._take_turns(photos)
        self.images_seen += self.config.batch
        self._update_average(turns.w.detach())
        return turns.measured

    @torch.no_grad()
    def hold_noise(self) -> None:
        """Bring the noise to the strength at which the config holds it, if it does."""
        if not self.config.learns_noise:
            for generator in (self.generator, self.average):
                for layer in _fresh_layers(generator, self.config):
                    layer.noise_strength.fill_(self.config.noise)

    def extra_state(self) -> dict[str, Tensor]:
        """Return tensors beside networks and optimisers that a resumed run needs."""
        return {}

    @abstractmethod
    def _take_turns(self, photos: PhotoPack) -> Turns:
        """Let the discriminator and the generator learn from one batch."""

    def _set_rates(self) -> None:
        rise = (self.images_seen + self.config.batch) / max(self.config.warm_up_images, 1)
        factor = min(1.0, rise) * self.rate_factor
        for optimizer in (self.generator_optimizer, self.discriminator_optimizer):
            for group in optimizer.param_groups:
                group["lr"] = optimizer.defaults["lr"] * factor * group["rate_factor"]

    def _autocast(self) -> torch.autocast:
        dtype = compute_dtype(self.device)
        return torch.autocast(self.device.type, dtype, enabled=dtype != torch.float32)

    def _draw_latents(self) -> LatentBatch:
        config = self.config
        whole = LatentBatch.draw(
            self.generator, config.batch, config.patch_cells, config.style_mixing, self.random
        )
        return whole.part(self.workers)

    def _draw_chances(self, rows: int) -> Tensor:
        """Draw [rows, B] uniform numbers; all processes draw those of the whole batch."""
        chances = torch.rand(
            rows,
            self.config.batch,
            generator=self.random,
            device=self.device,
            dtype=torch.float64,
        )
        return self.workers.part(chances, dim=1)

    def _draw_reals(self, photos: PhotoPack) -> tuple[Tensor, Tensor]:
        side_px = self.config.patch_px(self.generator.config)
        return photos.crops(self._draw_chances(photos.CHANCES), side_px)

    def _descend(
        self, optimizer: torch.optim.Optimizer, loss: Tensor, clip: float | None = None
    ) -> None:
        """Take one step down a loss; `clip` None leaves the gradient as long as it is."""
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        trained = [p for group in optimizer.param_groups for p in group["params"]]
        self.workers.average_(p.grad for p in trained if p.grad is not None)
        if clip is not None:
            nn.utils.clip_grad_norm_(trained, clip)
        optimizer.step()

    def _side_losses(self, latents: LatentBatch, pictures: list[Tensor]) -> dict[str, Tensor]:
        """Return the generator's weighted losses beside the adversarial one, by name."""
        terms: dict[str, Tensor] = {}
        if self.config.pyramid_weight:
            unlike = losses.pyramid(pictures, self.config.inherited_levels)
            terms["pyramid_loss"] = self.config.pyramid_weight * unlike
        if self.config.diversity_weight:
            terms["diversity_loss"] = self.config.diversity_weight * self._diversity(latents)
        return terms

    def _diversity(self, latents: LatentBatch) -> Tensor:
        half = latents.every_second()
        # Another z_l: that of the neighbour. The pair shares z_g, coordinates and so the label.
        other_z_l = latents.z_l[1::2]
        pairs = len(other_z_l)
        z_g, coordinates = half.z_g[:pairs], half.coordinates[:pairs]
        with self._autocast():
            first = self.generator.structure_patches(z_g, half.z_l[:pairs], coordinates)
            second = self.generator.structure_patches(z_g, other_z_l, coordinates)
        return losses.structure_diversity(
            half.z_l[:pairs], other_z_l, first.float(), second.float()
        )

    @torch.no_grad()
    def _update_average(self, w: Tensor) -> None:
        batch_mean = w.float().mean(0)
        self.workers.average_([batch_mean])
        mean_w = self.generator.mapping.mean_w
        mean_w.lerp_(batch_mean, max(MEAN_W_RATE, self.config.batch / self.images_seen))
        self.average.mapping.mean_w.copy_(mean_w)
        half_life = min(self.config.ema_half_life_images, self.images_seen * EMA_RAMP)
        follow = get_ema_multi_avg_fn(0.5 ** (self.config.batch / max(half_life, 1.0)))
        follow(list(self.average.parameters()), list(self.generator.parameters()), 0)


def mean_logit(logits: Iterable[Tensor]) -> Tensor:
    """Return the mean over heads of the mean logit, detached."""
    return torch.stack([logit.detach().float().mean() for logit in logits]).mean()


@contextmanager
def frozen(parameters: Iterable[nn.Parameter]) -> Iterator[None]:
    """Leave parameters out of a backward pass; their gradients would be thrown away."""
    held = [parameter for parameter in parameters if parameter.requires_grad]
    for parameter in held:
        parameter.requires_grad_(False)
    try:
        yield
    finally:
        for parameter in held:
            parameter.requires_grad_(True)


def _adam(groups: list[dict[str, object]], rate: float, lazy_interval: int) -> torch.optim.Adam:
    """Make Adam, corrected for a regulariser that adds a step of its own every so many steps.

    Source: StyleGAN2 (arXiv 1912.04958), appendix B, lazy regularisation.
    """
    share = lazy_interval / (lazy_interval + 1) if lazy_interval else 1.0
    return torch.optim.Adam(groups, lr=rate * share, betas=(0.0, ADAM_BETA2**share))


def _parameter_groups(generator: Generator, config: TrainingConfig) -> list[dict[str, object]]:
    """Part the generator into what is new and what a smaller one brought along."""
    inherited = config.inherited_levels
    fresh_layers = _fresh_layers(generator, config)
    fresh = nn.ModuleList([*fresh_layers, *generator.texture.to_rgb[inherited:]])
    if not config.learns_noise:
        for layer in fresh_layers:
            layer.noise_strength.requires_grad_(False)
    fresh_ids = {id(parameter) for parameter in fresh.parameters()}
    lower = [p for p in generator.parameters() if p.requires_grad and id(p) not in fresh_ids]
    factor = config.lower_rate if inherited else 1.0
    if factor == 0:
        for parameter in lower:
            parameter.requires_grad_(False)
        lower = []
    groups = [([p for p in fresh.parameters() if p.requires_grad], 1.0), (lower, factor)]
    return [{"params": params, "rate_factor": f} for params, f in groups if params]


def _fresh_layers(generator: Generator, config: TrainingConfig) -> list[TextureLayer]:
    """Return the texture layers that no smaller generator brought along."""
    return cast("list[TextureLayer]", list(generator.texture.layers[2 * config.inherited_levels :]))
