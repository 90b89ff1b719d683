"""One step of the super-resolution network and of its discriminator.

Source: SRGAN (arXiv 1609.04802) and ESRGAN (arXiv 1809.00219): an adversarial loss beside distances
of features and pixels. The discriminator is that of Projected GAN (arXiv 2111.01007), made small.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from infinitygan.networks.super_resolution import SuperResolution
from infinitygan.networks.super_resolution_discriminator import SuperResolutionDiscriminator
from infinitygan.training import losses
from infinitygan.training.adversarial_step import (
    MOST_IMAGES,
    AdversarialStep,
    adam,
    frozen,
    mean_logit,
    parameter_group,
)
from infinitygan.training.device import placed
from infinitygan.training.features import FeatureNetwork
from infinitygan.training.photo_heights import PhotoHeights
from infinitygan.training.photos import PhotoPack
from infinitygan.training.super_resolution_config import SuperResolutionConfig
from infinitygan.training.super_resolution_data import (
    Pairs,
    drawn_noise,
    make_pairs,
    smooth_patch,
)

PACKS_A_BATCH = 2  # a batch of one height alone would sway the statistics


@dataclass(frozen=True)
class _Enlarged:
    """One batch as both players see it: enlarged smoothly, by the network, and as photographed."""

    smooth: Tensor
    made: Tensor
    wanted: Tensor
    made_features: Mapping[int, Tensor]
    wanted_features: Mapping[int, Tensor]


class SuperResolutionStep(AdversarialStep[SuperResolution, SuperResolutionConfig, PhotoHeights]):
    """Both players judge the same enlargements; all is computed in single precision."""

    def __init__(
        self,
        network: SuperResolution,
        features: FeatureNetwork,
        config: SuperResolutionConfig,
        device: torch.device,
    ) -> None:
        """Prepare to train; `features` stays as it is, and is not saved."""
        discriminator = SuperResolutionDiscriminator(features.CHANNELS)
        super().__init__(network, discriminator, config, device)
        self.features = placed(features, device)

    def _make_optimizers(self) -> tuple[torch.optim.Adam, torch.optim.Adam]:
        return (
            adam([parameter_group(self.generator.parameters())], self.config.generator_rate),
            adam(
                [parameter_group(self.discriminator.parameters())], self.config.discriminator_rate
            ),
        )

    def _learn(self, photos: PhotoHeights) -> Mapping[str, Tensor]:
        pairs = make_pairs(self._draw_crops(photos), self.generator, self.config, self.random)
        enlarged = self._enlarge(pairs)
        return {**self._discriminator_turn(enlarged), **self._generator_turn(enlarged)}

    def _enlarge(self, pairs: Pairs) -> _Enlarged:
        made = self.generator(pairs.coarse, drawn_noise(self.random, pairs.coarse))
        with torch.no_grad():
            wanted_features = self._extract(pairs.fine)
        return _Enlarged(
            smooth=smooth_patch(pairs.coarse, self.config.patch_px),
            made=made,
            wanted=pairs.fine,
            made_features=self._extract(made),
            wanted_features=wanted_features,
        )

    def _draw_crops(self, photos: PhotoHeights) -> Tensor:
        # Drawn on the host: the device would have to be waited for.
        host = random.Random(self.config.seed * MOST_IMAGES + self.images_seen)
        picks = [host.random() for _ in range(PACKS_A_BATCH)]
        return photos.crops(picks, self._draw_chances(PhotoPack.CHANCES), self.config.crop_px)

    def _extract(self, rgb: Tensor) -> Mapping[int, Tensor]:
        return self.features((rgb / 2 + 0.5).contiguous(memory_format=torch.channels_last))

    def _discriminator_turn(self, enlarged: _Enlarged) -> dict[str, Tensor]:
        made, smooth = enlarged.made.detach(), enlarged.smooth
        held = {stride: feature.detach() for stride, feature in enlarged.made_features.items()}
        real_logits = self.discriminator(enlarged.wanted, smooth, enlarged.wanted_features)
        fake_logits = self.discriminator(made, smooth, held)
        loss = losses.hinge_discriminator(real_logits, fake_logits)
        self._descend(self.discriminator_optimizer, loss)
        return {
            "discriminator_loss": loss.detach(),
            "real_logit": mean_logit(real_logits),
            "fake_logit": mean_logit(fake_logits),
        }

    def _generator_turn(self, enlarged: _Enlarged) -> dict[str, Tensor]:
        config, made, wanted = self.config, enlarged.made, enlarged.wanted
        with frozen(self.discriminator.parameters()):
            logits = self.discriminator(made, enlarged.smooth, enlarged.made_features)
            adversarial = losses.hinge_generator(logits)
            feature = losses.feature_distance(enlarged.made_features, enlarged.wanted_features)
            pixel = F.l1_loss(made, wanted)
            coarse = losses.coarse_distance(made, wanted)
            total = (
                config.adversarial_weight * adversarial
                + config.feature_weight * feature
                + config.pixel_weight * pixel
                + config.coarse_weight * coarse
            )
            self._descend(self.generator_optimizer, total, config.gradient_clip)
        return {
            "generator_loss": adversarial.detach(),
            "feature_loss": feature.detach(),
            "pixel_loss": pixel.detach(),
            "coarse_loss": coarse.detach(),
        }
