"""Pictures to be measured, rendered exactly as the program would show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import torch
from torch import Tensor

from infinitygan.config import GeneratorConfig, patch_px
from infinitygan.geometry import Rect, Size
from infinitygan.inference.renderer import Renderer
from infinitygan.scene import Scene
from infinitygan.styles import SeedStyle
from infinitygan.training.picture_sets import Pictures, PictureSet, eight_bits, shrunk


@dataclass(frozen=True)
class ShownPictures:
    """Scenes with default settings but for the variety, each of a layout and a style of its own."""

    renderer: Renderer
    config: GeneratorConfig
    patch_cells: int
    batch: int
    seed: int
    variety: float
    doublings: int = 0

    @property
    def scene_px(self) -> int:
        """Return the height of a scene, doublings included."""
        return self.config.scene_px << self.doublings

    def patches(self, count: int) -> PictureSet:
        """Make patches at random places of scenes."""
        random = np.random.default_rng(self.seed)
        side = patch_px(self.config.levels, self.patch_cells) << self.doublings
        travel = self.scene_px - side
        tops, lefts = random.integers(0, travel, (2, count), endpoint=True).tolist()
        patches = (
            self._rendered(scene, Rect.at(top, left, side, side))
            for scene, top, left in zip(self._scenes(1, count), tops, lefts, strict=True)
        )
        labels = [2 * top / max(travel, 1) - 1 for top in tops]
        return self._batches(patches, labels)

    def scenes(self, times: int, count: int) -> PictureSet:
        """Make square scenes `times` as tall as those of the training, shrunk to its height."""
        return self._batches(map(self._shrunk, self._scenes(times, count)), [0.0] * count)

    def varied_scenes(self, count: int, *, one_style: bool) -> PictureSet:
        """Make scenes of one style in many layouts, or of one layout in many styles."""
        scenes = list(self._scenes(1, count))
        if one_style:
            scenes = [replace(scene, style=scenes[0].style) for scene in scenes]
        else:
            scenes = [replace(scenes[0], style=scene.style) for scene in scenes]
        return self._batches(map(self._shrunk, scenes), [0.0] * count)

    def _scenes(self, times: int, count: int) -> Iterator[Scene]:
        side, enlargement = times * self.scene_px, float(2**self.doublings)
        for seed in range(self.seed, self.seed + count):
            style = SeedStyle(seed)
            yield Scene(Size(side, side), seed, seed, style, self.variety, enlargement=enlargement)

    def _rendered(self, scene: Scene, rect: Rect | None = None) -> Tensor:
        pixels = torch.from_numpy(self.renderer.render(scene, rect))
        return pixels.permute(2, 0, 1).float() / 255

    def _shrunk(self, scene: Scene) -> Tensor:
        rgb, side = self._rendered(scene), self.scene_px
        return rgb if rgb.shape[-1] == side else eight_bits(shrunk(rgb[None], side))[0]

    def _batches(self, pictures: Iterable[Tensor], labels: list[float]) -> PictureSet:
        left = iter(pictures)
        for start in range(0, len(labels), self.batch):
            rgb = torch.stack(list(islice(left, self.batch)))
            yield Pictures(rgb, torch.tensor(labels[start : start + self.batch]))
