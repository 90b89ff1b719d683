"""Frozen ImageNet networks whose features train, judge and invert the generator: MobileNetV2.

Input everywhere: RGB in [0, 1], [N, 3, H, W], any size; the normalisation is inside. The weights
are not part of the project; docs/training.md tells how to get them.
"""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from infinitygan.errors import UserError


class FeatureNetworkError(UserError):
    """The weights of a feature network are missing or do not fit."""


def load_weights(network: nn.Module, directory: Path, file_name: str) -> None:
    """Load and freeze a network.

    Raises: FeatureNetworkError: if the file is missing, broken, or of another network.
    """
    path = directory / file_name
    if not path.is_file():
        raise FeatureNetworkError(
            f"the feature network {file_name} is not in {directory}; "
            "see docs/training.md (train --recipe paper needs none)"
        )
    try:
        network.load_state_dict(load_file(path), strict=True)
    except Exception as error:
        raise FeatureNetworkError(f"{path} does not hold the weights of this network") from error
    network.eval().requires_grad_(False)


class FeatureNetwork(nn.Module):
    """A frozen network whose feature maps a discriminator looks at."""

    CHANNELS: ClassVar[Mapping[int, int]]
    """Channels of the feature maps, by stride."""

    @abstractmethod
    def forward(self, rgb: Tensor) -> dict[int, Tensor]:
        """Return the feature maps by stride."""


def same_pad(x: Tensor, kernel: int, stride: int) -> Tensor:
    """Pad with zeros as TensorFlow's 'SAME' does, the odd row or column at the end."""

    def ends(length: int) -> tuple[int, int]:
        total = max((-(-length // stride) - 1) * stride + kernel - length, 0)
        return total // 2, total - total // 2

    top, bottom = ends(x.shape[-2])
    left, right = ends(x.shape[-1])
    return F.pad(x, (left, right, top, bottom))


class InvertedResidual(nn.Module):
    """Expand, filter each channel, project; MobileNetV2's block."""

    def __init__(self, in_channels: int, out_channels: int, stride: int, expand: int) -> None:
        super().__init__()
        middle = in_channels * expand
        self.stride = stride
        self.skip = stride == 1 and in_channels == out_channels
        self.expand = nn.Conv2d(in_channels, middle, 1) if expand != 1 else None
        self.dw = nn.Conv2d(middle, middle, 3, stride, 0 if stride == 2 else 1, groups=middle)
        self.project = nn.Conv2d(middle, out_channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Map [N, in, H, W] to [N, out, H / stride, W / stride]."""
        y = x if self.expand is None else F.relu6(self.expand(x))
        if self.stride == 2:
            y = same_pad(y, 3, 2)
        y = self.project(F.relu6(self.dw(y)))
        return x + y if self.skip else y


class MobileNetV2(FeatureNetwork):
    """MobileNetV2 1.0, batch norm folded in (Sandler et al. 2018, arXiv 1801.04381)."""

    FILE_NAME = "mobilenet_v2_tf.fp16.safetensors"
    CHANNELS: ClassVar[Mapping[int, int]] = {4: 24, 8: 32, 16: 96, 32: 320}
    _GROUPS = (
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    )
    _TAPS: ClassVar[Mapping[int, int]] = {2: 4, 5: 8, 12: 16, 16: 32}  # block to stride

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 32, 3, 2)
        blocks: list[InvertedResidual] = []
        channels = 32
        for expand, out_channels, count, stride in self._GROUPS:
            for index in range(count):
                blocks.append(
                    InvertedResidual(channels, out_channels, stride if index == 0 else 1, expand)
                )
                channels = out_channels
        self.blocks = nn.ModuleList(blocks)
        self.head = nn.Conv2d(320, 1280, 1)
        self.fc = nn.Linear(1280, 1001)

    @classmethod
    def load(cls, directory: Path) -> "MobileNetV2":
        """Load the frozen network from the folder of its weights.

        Raises: FeatureNetworkError: if the weights are missing or do not fit.
        """
        network = cls()
        load_weights(network, directory, cls.FILE_NAME)
        return network

    def forward(self, rgb: Tensor) -> dict[int, Tensor]:
        """Return the feature maps by stride: 4, 8, 16, 32."""
        return _tapped(self.stem, self.blocks, self._TAPS, rgb)


class EarlyFeatures(FeatureNetwork):
    """The first blocks of MobileNetV2: they see edges and texture, not things, and cost little."""

    CHANNELS: ClassVar[Mapping[int, int]] = {2: 16, 4: 24, 8: 32}
    _TAPS: ClassVar[Mapping[int, int]] = {0: 2, 2: 4, 5: 8}  # block to stride

    def __init__(self, network: MobileNetV2) -> None:
        """Share the first blocks of a network; the others may be forgotten."""
        super().__init__()
        self.stem = network.stem
        self.blocks = network.blocks[: max(self._TAPS) + 1]

    def forward(self, rgb: Tensor) -> dict[int, Tensor]:
        """Return the feature maps by stride: 2, 4, 8."""
        return _tapped(self.stem, self.blocks, self._TAPS, rgb)


def _tapped(
    stem: nn.Module, blocks: Iterable[nn.Module], taps: Mapping[int, int], rgb: Tensor
) -> dict[int, Tensor]:
    """Return what some blocks of a MobileNetV2 give, by stride."""
    x = F.relu6(stem(same_pad(rgb * 2 - 1, 3, 2)))
    features: dict[int, Tensor] = {}
    for index, block in enumerate(blocks):
        x = block(x)
        if index in taps:
            features[taps[index]] = x
    return features


def resized(rgb: Tensor, side: int) -> Tensor:
    """Resize pictures [N, 3, H, W] to a square, smoothly in both directions of scale."""
    if rgb.shape[-1] == side and rgb.shape[-2] == side:
        return rgb
    shrinks = side < rgb.shape[-1]
    return F.interpolate(rgb, (side, side), mode="bilinear", align_corners=False, antialias=shrinks)
