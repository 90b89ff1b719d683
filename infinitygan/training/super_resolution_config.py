"""What a training of the super-resolution network is told, and the sizes that follow from it."""

from dataclasses import dataclass

from infinitygan.training.step_config import StepConfig

SMALLEST_PATCH_PX = 72
PATCH_REACHES = 12  # of the network: then what it makes of a quarter is large enough for its input
RECURSIVE = 4  # of so many pictures of a batch one is made from the network's own output


@dataclass(frozen=True)
class SuperResolutionConfig(StepConfig):
    """The numbers of a run.

    Attributes:
        width, layers: of the network.
        adversarial_weight: of the discriminator's opinion.
        feature_weight: of the distance between early features.
        pixel_weight: of the distance between pixels.
        coarse_weight: of the distance at half the size, which holds the colours.
    """

    batch: int = 16
    generator_rate: float = 1e-3
    discriminator_rate: float = 1e-3
    warm_up_images: int = 2_000
    decay: bool = False
    ema_half_life_images: int = 10_000
    gradient_clip: float = 5.0
    seed: int = 0
    width: int = 32
    layers: int = 6
    adversarial_weight: float = 0.1
    feature_weight: float = 1.0
    pixel_weight: float = 0.5
    coarse_weight: float = 4.0

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check_positive("width", "layers")
        if self.batch % RECURSIVE:
            raise ValueError(f"batch must be a multiple of {RECURSIVE}, not {self.batch}")

    @property
    def patch_px(self) -> int:
        """Return the side of the fine patches that are judged."""
        return max(SMALLEST_PATCH_PX, PATCH_REACHES * self.layers)

    @property
    def crop_px(self) -> int:
        """Return the side of the photos' crops: with the surroundings of a patch."""
        return 2 * self.patch_px

    @property
    def window_px(self) -> int:
        """Return the side of the coarse input that a fine patch takes."""
        return self.patch_px // 2 + 2 * self.layers
