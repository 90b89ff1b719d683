"""What a training run is told: TrainingConfig, and the two recipes as presets of it."""

from dataclasses import dataclass
from typing import Literal, get_args

from infinitygan.config import GeneratorConfig, patch_px
from infinitygan.training.ablations import Ablation
from infinitygan.training.step_config import StepConfig

Recipe = Literal["fast", "paper"]

HEAD_GROUPS = 8  # of the group norm in the heads
SMALLEST_PATCH_CELLS = 6  # of fewer, nothing is left after the last level


@dataclass(frozen=True)
class TrainingConfig(StepConfig):
    """The numbers of a generator's run, apart from its shape.

    Attributes:
        recipe: "fast" (projected discriminator) or "paper".
        patch_cells: cells n across a patch.
        lower_rate: factor on the rate of the levels that a grown generator brought along, of its
            mapping network and structure synthesizer; 0 freezes them.
        inherited_levels: levels of the smaller generator that this one grew from; 0 for none.
        inherited_images: that the model had seen which this one started from.
        noise: strength at which the noise of the layers that are not inherited is held. Learnt
            from 0, it stays there: Adam moves a single number far faster than the weights that
            would have to make something of it.
        learns_noise: learn the strength all the same, as StyleGAN2 does; `noise` is then unused.
        style_mixing: chance that the texture takes a second style from some layer on.
        pyramid_weight: of the loss that keeps the levels true to each other.
        diversity_weight: of mode-seeking diversity over z_l.
        feature_px: side to which patches are resized for the frozen features ("fast").
        head_width: channels of the discriminator's heads; of its first block in "paper".
        label_weight: of the L1 loss of the discriminator's vertical-coordinate head ("paper").
        r1_weight, r1_interval: gamma of the gradient penalty on reals, and its period in steps; an
            interval of 0 leaves it out ("paper").
        path_weight, path_interval: the same of path-length regularisation ("paper").
        ablation: which idea the generator does without, for comparison; "" for none.
    """

    recipe: Recipe = "fast"
    patch_cells: int = 13
    batch: int = 32
    generator_rate: float = 2e-3
    discriminator_rate: float = 1e-3
    lower_rate: float = 1.0
    inherited_levels: int = 0
    inherited_images: int = 0
    warm_up_images: int = 4_000
    decay: bool = False
    ema_half_life_images: int = 100_000
    noise: float = 0.05
    learns_noise: bool = False
    style_mixing: float = 0.5
    pyramid_weight: float = 0.2
    diversity_weight: float = 0.0
    feature_px: int = 96
    head_width: int = 64
    gradient_clip: float = 10.0
    label_weight: float = 0.0
    r1_weight: float = 0.0
    r1_interval: int = 0
    path_weight: float = 0.0
    path_interval: int = 0
    ablation: Ablation = ""
    seed: int = 0

    def __post_init__(self) -> None:
        if self.recipe not in ("fast", "paper"):
            raise ValueError(f"the recipe is 'fast' or 'paper', not {self.recipe!r}")
        super().__post_init__()
        self._check_positive("feature_px", "head_width")
        if self.patch_cells < SMALLEST_PATCH_CELLS:
            raise ValueError(
                f"patch_cells must be at least {SMALLEST_PATCH_CELLS}, not {self.patch_cells}"
            )
        if self.recipe == "fast" and self.head_width % HEAD_GROUPS:
            raise ValueError(f"head_width must be a multiple of {HEAD_GROUPS}: {self.head_width}")
        if self.ablation not in get_args(Ablation):
            raise ValueError(f"unknown ablation: {self.ablation!r}")
        if not 0 <= self.lower_rate <= 1:
            raise ValueError(f"lower_rate must be 0 to 1, not {self.lower_rate}")

    def patch_px(self, generator: GeneratorConfig) -> int:
        """Return the side of a patch in px."""
        return patch_px(generator.levels, self.patch_cells)

    def check(self, generator: GeneratorConfig) -> None:
        """Raise ValueError if the patch does not fit into the generator's scene."""
        if self.patch_cells > generator.scene_cells:
            raise ValueError(
                f"patch_cells must be at most {generator.scene_cells} (the scene), "
                f"not {self.patch_cells}"
            )


RECIPES: dict[Recipe, TrainingConfig] = {
    "fast": TrainingConfig(),
    "paper": TrainingConfig(
        recipe="paper",
        patch_cells=11,
        batch=16,
        discriminator_rate=2e-3,
        learns_noise=True,
        style_mixing=0.9,
        pyramid_weight=0.0,
        diversity_weight=1.0,
        head_width=128,
        label_weight=1.0,
        r1_weight=10.0,
        r1_interval=16,
        path_weight=2.0,
        path_interval=4,
    ),
}
