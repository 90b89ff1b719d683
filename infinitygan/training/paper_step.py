"""One step of the paper's recipe: StyleGAN2's losses, and the vertical coordinate to be guessed.

Source: InfinityGAN (arXiv 2104.03963), on StyleGAN2 (Karras et al. 2020, arXiv 1912.04958).
"""

import torch
from torch import Tensor

from infinitygan.networks.discriminator import PatchDiscriminator
from infinitygan.networks.generator import Generator
from infinitygan.training import losses
from infinitygan.training.adversarial_step import ALONE, frozen
from infinitygan.training.photos import PhotoPack
from infinitygan.training.recipes import TrainingConfig
from infinitygan.training.step import TrainingStep, Turns
from infinitygan.training.workers import Workers

PATH_MEAN_RATE = 0.01


class PaperStep(TrainingStep):
    """A step of the paper's recipe, with its lazy regularisers."""

    def __init__(
        self,
        generator: Generator,
        config: TrainingConfig,
        device: torch.device,
        workers: Workers = ALONE,
    ) -> None:
        """Prepare to train."""
        judge = PatchDiscriminator(config.patch_px(generator.config), config.head_width)
        super().__init__(generator, judge, config, device, workers)
        self.path_mean = torch.zeros((), device=device)

    def extra_state(self) -> dict[str, Tensor]:
        """Return the running mean of the path length."""
        return {"path_mean": self.path_mean}

    def _take_turns(self, photos: PhotoPack) -> Turns:
        reals, labels = self._draw_reals(photos)
        measured = self._discriminator_turn(reals * 2 - 1, labels)
        if self._is_due(self.config.r1_interval):
            measured |= self._penalize_gradient(reals * 2 - 1)
        generated = self._generator_turn()
        measured |= generated.measured
        if self._is_due(self.config.path_interval):
            measured |= self._even_paths()
        return Turns(measured, generated.w)

    def _is_due(self, interval: int) -> bool:
        return interval > 0 and (self.images_seen // self.config.batch) % interval == 0

    def _discriminator_turn(self, reals: Tensor, labels: Tensor) -> dict[str, Tensor]:
        latents = self._draw_latents()
        with self._autocast():
            with torch.no_grad():
                fakes = latents.synthesize(self.generator)[-1]
            real = self.discriminator(reals)
            fake = self.discriminator(fakes)
        adversarial = losses.logistic_discriminator(real.logit, fake.logit)
        guesses = torch.cat([real.label, fake.label])
        guessing = losses.label_distance(guesses, torch.cat([labels, latents.label]))
        loss = adversarial + self.config.label_weight * guessing
        self._descend(self.discriminator_optimizer, loss)
        return {
            "discriminator_loss": adversarial.detach(),
            "label_loss": guessing.detach(),
            "real_logit": real.logit.detach().mean(),
            "fake_logit": fake.logit.detach().mean(),
        }

    def _penalize_gradient(self, reals: Tensor) -> dict[str, Tensor]:
        reals = reals.detach().requires_grad_(True)
        penalty = losses.r1(self.discriminator(reals).logit, reals)
        weight = self.config.r1_weight / 2 * self.config.r1_interval
        self._descend(self.discriminator_optimizer, weight * penalty)
        return {"r1_penalty": penalty.detach()}

    def _generator_turn(self) -> Turns:
        latents = self._draw_latents()
        with frozen(self.discriminator.parameters()):
            with self._autocast():
                ws, w = latents.styles(self.generator)
                pictures = latents.render(self.generator, ws)
                fake = self.discriminator(pictures[-1])
            guessing = losses.label_distance(fake.label, latents.label)
            terms = {
                "generator_loss": losses.logistic_generator(fake.logit),
                "generator_label_loss": self.config.label_weight * guessing,
                **self._side_losses(latents, pictures),
            }
            self._descend(self.generator_optimizer, torch.stack(list(terms.values())).sum())
        return Turns({name: term.detach() for name, term in terms.items()}, w)

    def _even_paths(self) -> dict[str, Tensor]:
        latents = self._draw_latents().every_second()
        ws, _ = latents.styles(self.generator)
        picture = latents.render(self.generator, ws)[-1]
        # Drawn for the whole batch, as all random numbers are.
        direction = torch.randn(
            self.config.batch, *picture.shape[1:], generator=self.random, device=self.device
        )
        lengths = losses.path_lengths(picture, ws, self.workers.part(direction)[::2])
        self._follow_mean(lengths.detach())
        penalty = (lengths - self.path_mean).square().mean()
        weight = self.config.path_weight * self.config.path_interval
        self._descend(self.generator_optimizer, weight * penalty)
        return {"path_penalty": penalty.detach(), "path_length": self.path_mean.clone()}

    def _follow_mean(self, lengths: Tensor) -> None:
        mean = lengths.mean()
        self.workers.average_([mean])
        self.path_mean.lerp_(mean, PATH_MEAN_RATE)
