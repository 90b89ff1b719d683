"""What a step of any two players is: rates, random numbers, descent, the running average."""

import copy
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn

from infinitygan.training.device import compute_dtype, placed
from infinitygan.training.step_config import StepConfig
from infinitygan.training.workers import Workers

ADAM_BETA2 = 0.99  # the first moment is off: beta1 is 0
MOST_IMAGES = 2**32  # in a run, so that the random numbers of different seeds do not meet
EMA_RAMP = 0.05  # early on, the half-life is this part of the images seen

ALONE = Workers()


Trained = TypeVar("Trained", bound=nn.Module)
Config = TypeVar("Config", bound=StepConfig)
Photos = TypeVar("Photos")


class AdversarialStep(ABC, Generic[Trained, Config, Photos]):
    """A generator, its average, its discriminator, their optimisers, and one step of them."""

    def __init__(
        self,
        generator: Trained,
        discriminator: nn.Module,
        config: Config,
        device: torch.device,
        workers: Workers = ALONE,
    ) -> None:
        """Prepare to train; the networks move to the device."""
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
        self.generator_optimizer, self.discriminator_optimizer = self._make_optimizers()
        self.random = torch.Generator(device).manual_seed(config.seed)
        self.images_seen = 0
        self.rate_factor = 1.0

    def run(self, photos: Photos) -> Mapping[str, Tensor]:
        """Train on one batch; returns what was measured, as scalars on the device."""
        # A resumed run repeats the unbroken one: its random numbers depend on nothing but this.
        self.random.manual_seed(self.config.seed * MOST_IMAGES + self.images_seen)
        self._set_rates()
        measured = self._learn(photos)
        self.images_seen += self.config.batch
        self._update_average()
        return measured

    def extra_state(self) -> dict[str, Tensor]:
        """Return tensors beside networks and optimisers that a resumed run needs."""
        return {}

    def restored(self) -> None:
        """Hear that a saved state has been loaded."""

    @abstractmethod
    def _make_optimizers(self) -> tuple[torch.optim.Adam, torch.optim.Adam]:
        """Make those of the generator and of the discriminator, both placed already."""

    @abstractmethod
    def _learn(self, photos: Photos) -> Mapping[str, Tensor]:
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

    @torch.no_grad()
    def _update_average(self) -> None:
        half_life = min(self.config.ema_half_life_images, self.images_seen * EMA_RAMP)
        follow = get_ema_multi_avg_fn(0.5 ** (self.config.batch / max(half_life, 1.0)))
        follow(list(self.average.parameters()), list(self.generator.parameters()), 0)


AnyStep = AdversarialStep[Any, Any, Any]


def adam(groups: list[dict[str, object]], rate: float, lazy_interval: int = 0) -> torch.optim.Adam:
    """Make Adam, corrected for a regulariser that adds a step of its own every so many steps.

    Args:
        groups: of parameters, each with the `rate_factor` on its rate.
        rate: of learning.
        lazy_interval: in steps; 0 for no such regulariser.

    Source: StyleGAN2 (arXiv 1912.04958), appendix B, lazy regularisation.
    """
    share = lazy_interval / (lazy_interval + 1) if lazy_interval else 1.0
    return torch.optim.Adam(groups, lr=rate * share, betas=(0.0, ADAM_BETA2**share))


def parameter_group(
    parameters: Iterable[nn.Parameter], rate_factor: float = 1.0
) -> dict[str, object]:
    """Return those of the parameters that learn, as a group for `adam`."""
    learning = [parameter for parameter in parameters if parameter.requires_grad]
    return {"params": learning, "rate_factor": rate_factor}


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
