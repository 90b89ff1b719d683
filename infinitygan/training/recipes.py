"""What a training run is told: TrainingConfig."""

import dataclasses
from dataclasses import dataclass
from typing import Literal

from infinitygan.config import GeneratorConfig, patch_px

Recipe = Literal["fast", "paper"]


@dataclass(frozen=True)
class TrainingConfig:
    """The numbers of a run, apart from the generator's shape.

    Attributes:
        recipe: "fast" (projected discriminator) or "paper".
        patch_cells: cells n across a patch.
        batch: pictures a step.
        generator_rate, discriminator_rate: Adam's learning rates.
        lower_rate: factor on the rate of the levels that a grown generator brought along, of its
            mapping network and structure synthesizer; 0 freezes them.
        warm_up_images: the rates rise from 0 over these.
        ema_half_life_images: of the averaged generator, once the run is twenty times as old.
        style_mixing: chance that the texture takes a second style from some layer on.
        pyramid_weight: of the loss that keeps the lower levels true to the finest.
        diversity_weight: of mode-seeking diversity over z_l.
        feature_px: side to which patches are resized for the frozen features.
        head_width: channels of the discriminator's heads.
        gradient_clip: largest norm of the generator's gradient.
    """

    recipe: Recipe = "fast"
    patch_cells: int = 13
    batch: int = 32
    generator_rate: float = 2e-3
    discriminator_rate: float = 1e-3
    lower_rate: float = 1.0
    warm_up_images: int = 4_000
    ema_half_life_images: int = 10_000
    style_mixing: float = 0.5
    pyramid_weight: float = 0.2
    diversity_weight: float = 0.0
    feature_px: int = 96
    head_width: int = 64
    gradient_clip: float = 10.0
    seed: int = 0

    def __post_init__(self) -> None:
        if self.recipe not in ("fast", "paper"):
            raise ValueError(f"the recipe is 'fast' or 'paper', not {self.recipe!r}")
        for name in ("patch_cells", "batch", "feature_px", "head_width"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")

    def patch_px(self, generator: GeneratorConfig) -> int:
        """Return the side of a patch in px."""
        return patch_px(generator.levels, self.patch_cells)

    def check(self, generator: GeneratorConfig) -> None:
        """Raise ValueError if the patch does not fit into the generator's scene."""
        if not 6 <= self.patch_cells <= generator.scene_cells:
            raise ValueError(
                f"patch_cells must be 6 to {generator.scene_cells} (the scene), "
                f"not {self.patch_cells}"
            )

    def to_json(self) -> dict[str, object]:
        """Return the config as plain JSON data."""
        return dataclasses.asdict(self)
