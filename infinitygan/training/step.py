"""What one training step of the generator is in every recipe: latents, reals, side losses."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from infinitygan.networks.generator import Generator
from infinitygan.networks.texture_synthesizer import TextureLayer
from infinitygan.training import losses
from infinitygan.training.adversarial_step import ALONE, AdversarialStep, adam, parameter_group
from infinitygan.training.batches import LatentBatch
from infinitygan.training.photos import PhotoPack
from infinitygan.training.recipes import TrainingConfig
from infinitygan.training.workers import Workers

MEAN_W_RATE = 0.002  # of the running mean of w


@dataclass(frozen=True)
class Turns:
    """What the turns of both players leave behind.

    Attributes:
        measured: losses and logits by name, scalars on the device: to read one waits for it.
        w: [B, style_dims], the styles of the batch.
    """

    measured: Mapping[str, Tensor]
    w: Tensor


class TrainingStep(AdversarialStep[Generator, TrainingConfig, PhotoPack]):
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
        super().__init__(generator, discriminator, config, device, workers)
        self.hold_noise()

    @torch.no_grad()
    def hold_noise(self) -> None:
        """Bring the noise to the strength at which the config holds it, if it does."""
        if not self.config.learns_noise:
            for generator in (self.generator, self.average):
                for layer in _fresh_layers(generator, self.config):
                    layer.noise_strength.fill_(self.config.noise)

    def restored(self) -> None:
        """Hold the noise as the config says, whatever was saved."""
        self.hold_noise()

    @abstractmethod
    def _take_turns(self, photos: PhotoPack) -> Turns:
        """Let the discriminator and the generator learn from one batch."""

    def _make_optimizers(self) -> tuple[torch.optim.Adam, torch.optim.Adam]:
        config = self.config
        groups = _parameter_groups(self.generator, config)
        heads = parameter_group(self.discriminator.parameters())
        return (
            adam(groups, config.generator_rate, config.path_interval),
            adam([heads], config.discriminator_rate, config.r1_interval),
        )

    def _learn(self, photos: PhotoPack) -> Mapping[str, Tensor]:
        turns = self._take_turns(photos)
        self._update_mean_w(turns.w.detach())
        return turns.measured

    def _draw_latents(self) -> LatentBatch:
        config = self.config
        whole = LatentBatch.draw(
            self.generator, config.batch, config.patch_cells, config.style_mixing, self.random
        )
        return whole.part(self.workers)

    def _draw_reals(self, photos: PhotoPack) -> tuple[Tensor, Tensor]:
        side_px = self.config.patch_px(self.generator.config)
        return photos.crops(self._draw_chances(photos.CHANCES), side_px)

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
    def _update_mean_w(self, w: Tensor) -> None:
        batch_mean = w.float().mean(0)
        self.workers.average_([batch_mean])
        mean_w = self.generator.mapping.mean_w
        seen = self.images_seen + self.config.batch
        mean_w.lerp_(batch_mean, max(MEAN_W_RATE, self.config.batch / seen))
        self.average.mapping.mean_w.copy_(mean_w)


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
