"""From the model's plane to the canvas: super-resolution as often as it fits, then a sinc."""

from itertools import pairwise

import torch
from torch import Tensor

from infinitygan.fields import SUPER_RESOLUTION_STREAM, normals
from infinitygan.geometry import Rect
from infinitygan.inference.device import Device, cpu_device
from infinitygan.inference.match import MATCH_LEVELS
from infinitygan.inference.photo_detail import MARGIN_PX
from infinitygan.inference.resample import enlarge, input_rect
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.super_resolution import NOISE_CHANNELS, SuperResolution


class Enlargement:
    """How one scene's model px become canvas px; any window equals the crop of a larger one."""

    def __init__(
        self,
        plan: ScenePlan,
        network: SuperResolution | None,
        seed: int = 0,
        device: Device | None = None,
    ) -> None:
        """Prepare; without a network all is done by the sinc.

        Args:
            plan: of the scene.
            network: on the device.
            seed: of the noise that its detail grows from.
            device: None = the CPU.
        """
        self._plan = plan
        self._network = network
        self._seed = seed
        self._device = device or cpu_device()
        self.doublings = 0 if network is None else plan.most_doublings
        self._rest_y = plan.scale_y / 2**self.doublings
        self._rest_x = plan.scale_x / 2**self.doublings

    @property
    def detail_level(self) -> int:
        """Return the level whose plane takes the detail of photos: the finest they are fitted to.

        With fewer doublings than that takes it is the last there is.
        """
        levels = self._plan.config.levels
        return min(levels + self.doublings, max(levels, MATCH_LEVELS))

    def needed_for_detail(self, output: Rect) -> Rect:
        """Return the px of the detail level that a window of the canvas depends on."""
        at = self._plan.placement(self.detail_level)
        return input_rect(output, at.scale_y, at.scale_x).grown(MARGIN_PX)

    def needed(self, output: Rect, level: int | None = None) -> Rect:
        """Return the model px that a window of the canvas, or of a level, depends on."""
        return self._windows(output, level)[0]

    def enlarged(
        self, rgb: Tensor, available: Rect, output: Rect, level: int | None = None
    ) -> Tensor:
        """Enlarge a window.

        Args:
            rgb: [3, H, W], the model px of `available`, float32 on the CPU.
            available: must contain `needed(output, level)`.
            output: in px of the level.
            level: the model's last or a doubling of it; None is the canvas.

        Returns: [3, H', W'] over `output`, on the CPU.
        """
        windows = self._windows(output, level)
        rows, columns = windows[0].slices_of(available)
        rgb = rgb[:, rows, columns]
        for doubling, (coarse, fine) in enumerate(pairwise(windows)):
            rgb = self._doubled(rgb, doubling, coarse, fine)
        if level is not None:
            return rgb
        return enlarge(rgb, windows[-1], output, self._rest_y, self._rest_x)

    def _windows(self, output: Rect, level: int | None) -> list[Rect]:
        """Return the windows that the output depends on: of the model, then of each doubling."""
        if level is None:
            windows = [input_rect(output, self._rest_y, self._rest_x)]
            doublings = self.doublings
        else:
            windows = [output]
            doublings = level - self._plan.config.levels
        for _ in range(doublings):
            assert self._network is not None
            windows.append(self._network.input_rect(windows[-1]))
        return windows[::-1]

    def _doubled(self, rgb: Tensor, doubling: int, coarse: Rect, fine: Rect) -> Tensor:
        assert self._network is not None
        device, period = self._device.torch_device, self._plan.wrap_period(1)
        noise = normals(
            self._seed,
            SUPER_RESOLUTION_STREAM + doubling,
            coarse,
            NOISE_CHANNELS,
            period=None if period is None else period << doubling,
            device=device,
        )
        picture = rgb[None].to(device).contiguous(memory_format=torch.channels_last)
        with torch.inference_mode(), self._device.autocast():
            whole = self._network(picture, noise[None])[0].float().cpu()
        rows, columns = fine.slices_of(self._network.output_rect(coarse))
        return whole[:, rows, columns]
