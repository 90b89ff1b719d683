"""One step of the fast recipe: a batch of patches, the discriminator's turn, the generator's turn."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from infinitygan.networks.generator import Generator
from infinitygan.networks.projected_discriminator import ProjectedDiscriminator
from infinitygan.training import losses
from infinitygan.training.augment import augment
from infinitygan.training.batches import LatentBatch
from infinitygan.training.features import MobileNetV2, resized
from infinitygan.training.photos import PhotoPack
from infinitygan.training.recipes import TrainingConfig

ADAM_BETAS = (0.0, 0.99)
MEAN_W_RATE = 0.002  # of the running mean of w
EMA_RAMP = 0.05  # early on, the half-life is this part of the images seen


@dataclass(frozen=True)
class StepResult:
    """What a step measured, as plain numbers."""

    discriminator_loss: float
    generator_loss: float
    pyramid_loss: float
    real_logit: float
    fake_logit: float


class FastStep:
    """The networks and optimisers of the projected recipe, and one step of them."""

    def __init__(
        self,
        generator: Generator,
        features: MobileNetV2,
        config: TrainingConfig,
        device: torch.device,
        inherited_levels: int = 0,
    ) -> None:
        """Prepare to train; `inherited_levels` are those that learn at `lower_rate`."""
        self.config = config
        self.device = device
        self.features = features.to(device).to(memory_format=torch.channels_last)
        self.generator = generator.to(device).to(memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.generator).requires_grad_(False)
        self.discriminator = ProjectedDiscriminator(MobileNetV2.CHANNELS, config.head_width)
        self.discriminator.to(device).to(memory_format=torch.channels_last)
        self.generator_optimizer = torch.optim.Adam(
            self._parameter_groups(inherited_levels), lr=config.generator_rate, betas=ADAM_BETAS
        )
        self.discriminator_optimizer = torch.optim.Adam(
            [p for p in self.discriminator.parameters() if p.requires_grad],
            lr=config.discriminator_rate,
            betas=ADAM_BETAS,
        )
        self.random = torch.Generator(device).manual_seed(config.seed)
        self.images_seen = 0

    def _parameter_groups(self, inherited_levels: int) -> list[dict[str, object]]:
        texture = self.generator.texture
        fresh = nn.ModuleList(
            [*texture.layers[2 * inherited_levels :], *texture.to_rgb[inherited_levels:]]
        )
        fresh_ids = {id(parameter) for parameter in fresh.parameters()}
        lower = [p for p in self.generator.parameters() if id(p) not in fresh_ids]
        factor = self.config.lower_rate if inherited_levels else 1.0
        if factor == 0:
            for parameter in lower:
                parameter.requires_grad_(False)
            lower = []
        groups = [(list(fresh.parameters()), 1.0), (lower, factor)]
        return [{"params": params, "rate_factor": f} for params, f in groups if params]

    def run(self, photos: PhotoPack) -> StepResult:
        """Train on one batch."""
        self._set_rates()
        latents = LatentBatch.draw(
            self.generator,
            self.config.batch,
            self.config.patch_cells,
            self.config.style_mixing,
            self.random,
        )
        pictures, w = latents.synthesize(self.generator)
        fake = augment(pictures[-1] / 2 + 0.5, self.random)
        fake_features = self._extract(fake)
        real_logits, fake_logits, d_loss = self._discriminator_turn(
            photos, latents, fake, fake_features
        )
        g_loss, pyramid = self._generator_turn(latents, pictures, fake, fake_features)
        self.images_seen += self.config.batch
        self._update_average(w.detach())
        return StepResult(
            discriminator_loss=d_loss.item(),
            generator_loss=g_loss.item(),
            pyramid_loss=pyramid.item(),
            real_logit=_mean(real_logits),
            fake_logit=_mean(fake_logits),
        )

    def _set_rates(self) -> None:
        rise = min(1.0, (self.images_seen + self.config.batch) / self.config.warm_up_images)
        for group in self.generator_optimizer.param_groups:
            group["lr"] = self.config.generator_rate * rise * group["rate_factor"]
        for group in self.discriminator_optimizer.param_groups:
            group["lr"] = self.config.discriminator_rate * rise

    def _extract(self, rgb: Tensor) -> Mapping[int, Tensor]:
        small = resized(rgb, self.config.feature_px)
        return self.features(small.contiguous(memory_format=torch.channels_last))

    def _discriminator_turn(
        self,
        photos: PhotoPack,
        latents: LatentBatch,
        fake: Tensor,
        fake_features: Mapping[int, Tensor],
    ) -> tuple[list[Tensor], list[Tensor], Tensor]:
        rgb, label = photos.sample(self.config.batch, fake.shape[-1], self.random)
        real = augment(rgb, self.random)
        with torch.no_grad():
            real_features = self._extract(real)
        held = {stride: feature.detach() for stride, feature in fake_features.items()}
        real_logits = self.discriminator(real, real_features, label)
        fake_logits = self.discriminator(fake.detach(), held, latents.label)
        loss = losses.hinge_discriminator(real_logits, fake_logits)
        self.discriminator_optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.discriminator_optimizer.step()
        return real_logits, fake_logits, loss.detach()

    def _generator_turn(
        self,
        latents: LatentBatch,
        pictures: list[Tensor],
        fake: Tensor,
        fake_features: Mapping[int, Tensor],
    ) -> tuple[Tensor, Tensor]:
        with _frozen(self.discriminator.heads, self.discriminator.pixels):
            logits = self.discriminator(fake, fake_features, latents.label)
            adversarial = losses.hinge_generator(logits)
            pyramid = losses.pyramid(pictures)
            loss = adversarial + self.config.pyramid_weight * pyramid
            self.generator_optimizer.zero_grad(set_to_none=True)
            loss.backward()
        trained = [p for group in self.generator_optimizer.param_groups for p in group["params"]]
        nn.utils.clip_grad_norm_(trained, self.config.gradient_clip)
        self.generator_optimizer.step()
        return adversarial.detach(), pyramid.detach()

    @torch.no_grad()
    def _update_average(self, w: Tensor) -> None:
        mean_w = self.generator.mapping.mean_w
        mean_w.lerp_(w.mean(0), max(MEAN_W_RATE, self.config.batch / self.images_seen))
        self.average.mapping.mean_w.copy_(mean_w)
        half_life = min(self.config.ema_half_life_images, self.images_seen * EMA_RAMP)
        weight = 1 - 0.5 ** (self.config.batch / max(half_life, 1.0))
        torch._foreach_lerp_(
            list(self.average.parameters()), list(self.generator.parameters()), weight
        )


class _frozen:  # noqa: N801 - reads as a statement
    """Leave modules out of a backward pass; their gradients would be thrown away."""

    def __init__(self, *modules: nn.Module) -> None:
        self.parameters: Iterable[nn.Parameter] = [p for m in modules for p in m.parameters()]

    def __enter__(self) -> None:
        for parameter in self.parameters:
            parameter.requires_grad_(False)

    def __exit__(self, *_: object) -> None:
        for parameter in self.parameters:
            parameter.requires_grad_(True)


def _mean(logits: Iterable[Tensor]) -> float:
    return torch.stack([logit.detach().mean() for logit in logits]).mean().item()
