"""One step of the fast recipe: hinge loss on heads that look at frozen features."""

from collections.abc import Mapping

import torch
from torch import Tensor

from infinitygan.networks.generator import Generator
from infinitygan.networks.projected_discriminator import ProjectedDiscriminator
from infinitygan.training import losses
from infinitygan.training.adversarial_step import ALONE, frozen, mean_logit
from infinitygan.training.augment import CHANCES, augment
from infinitygan.training.batches import LatentBatch
from infinitygan.training.device import compute_dtype, placed
from infinitygan.training.features import FeatureNetwork, resized
from infinitygan.training.photos import PhotoPack
from infinitygan.training.recipes import TrainingConfig
from infinitygan.training.step import TrainingStep, Turns
from infinitygan.training.workers import Workers


class FastStep(TrainingStep):
    """A step of the projected recipe: both players judge the same fakes."""

    def __init__(
        self,
        generator: Generator,
        features: FeatureNetwork,
        config: TrainingConfig,
        device: torch.device,
        workers: Workers = ALONE,
    ) -> None:
        """Prepare to train; `features` stays as it is, and is not saved."""
        heads = ProjectedDiscriminator(features.CHANNELS, config.head_width)
        super().__init__(generator, heads, config, device, workers)
        # Once and for all: autocast would cast frozen weights anew at every call.
        self.features = placed(features, device).to(compute_dtype(device))

    def _take_turns(self, photos: PhotoPack) -> Turns:
        latents = self._draw_latents()
        with self._autocast():
            ws, w = latents.styles(self.generator)
            pictures = latents.render(self.generator, ws)
            fake = augment(pictures[-1] / 2 + 0.5, self._draw_chances(CHANCES).float())
            features = self._extract(fake)
        judged = self._discriminator_turn(photos, latents, fake, features)
        return Turns({**judged, **self._generator_turn(latents, pictures, fake, features)}, w)

    def _extract(self, rgb: Tensor) -> Mapping[int, Tensor]:
        small = resized(rgb, self.config.feature_px)
        return self.features(small.contiguous(memory_format=torch.channels_last))

    def _discriminator_turn(
        self,
        photos: PhotoPack,
        latents: LatentBatch,
        fake: Tensor,
        fake_features: Mapping[int, Tensor],
    ) -> dict[str, Tensor]:
        rgb, label = self._draw_reals(photos)
        real = augment(rgb, self._draw_chances(CHANCES).float())
        held = {stride: feature.detach() for stride, feature in fake_features.items()}
        with self._autocast():
            with torch.no_grad():
                real_features = self._extract(real)
            real_logits = self.discriminator(real, real_features, label)
            fake_logits = self.discriminator(fake.detach(), held, latents.label)
        loss = losses.hinge_discriminator(real_logits, fake_logits)
        self._descend(self.discriminator_optimizer, loss)
        return {
            "discriminator_loss": loss.detach(),
            "real_logit": mean_logit(real_logits),
            "fake_logit": mean_logit(fake_logits),
        }

    def _generator_turn(
        self,
        latents: LatentBatch,
        pictures: list[Tensor],
        fake: Tensor,
        fake_features: Mapping[int, Tensor],
    ) -> dict[str, Tensor]:
        with frozen(self.discriminator.parameters()):
            with self._autocast():
                logits = self.discriminator(fake, fake_features, latents.label)
            terms = {
                "generator_loss": losses.hinge_generator(logits),
                **self._side_losses(latents, pictures),
            }
            total = torch.stack(list(terms.values())).sum()
            self._descend(self.generator_optimizer, total, self.config.gradient_clip)
        return {name: term.detach() for name, term in terms.items()}
