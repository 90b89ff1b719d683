"""The styles of a scene as the generator takes them: vectors, and their weights at any position."""

from collections.abc import Sequence

import torch
from torch import Tensor

from infinitygan.fields import STRUCTURE_STYLE_STREAM, style_normals
from infinitygan.geometry import Rect
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.networks.conv_specs import Grid
from infinitygan.networks.generator import Generator
from infinitygan.networks.layers import StyleBlend, pixel_norm
from infinitygan.region_weights import known_weight, style_weights
from infinitygan.scene import Scene, StyleRegion
from infinitygan.style_vectors import resolve_w, resolve_z

# How much of a latent's strength G_S gets, for a variety of 1: truncation towards the zero style.
STRUCTURE_STRENGTH = 0.9
# So many layers of G_T, those of the first two levels, still decide what is land and what is sky.
# They take the layout's style as G_S does, a mix of styles as in training, so that a style repaints
# a layout rather than reshaping it; colours are the style's on all levels. `main.py evaluate
# --locks` measures it.
LAND_LAYERS = 4
FIRST_COLOURED_MAP = 2  # the output of the first level's last layer
SMALLEST_NORM = 0.05  # of a blend of opposite styles, which would else be scaled up without end


class StyleField:
    """Styles by position. Equal styles count as one; each position has weights that sum to 1.

    Attributes:
        distinct: the styles, each once; indices of styles are places in it.
        land_w: [style_dims], the layout's style, as G_T takes it.
    """

    def __init__(
        self,
        scene: Scene,
        plan: ScenePlan,
        generator: Generator,
        photo_z: Tensor | None = None,
    ) -> None:
        """Prepare; `photo_z` is the latent of matched photos, None = that of the layout's seed."""
        self._plan = plan
        self._regions = tuple(region for region in scene.regions if region.visible)
        self._shares_land = photo_z is None and scene.style_in_structure == 0
        styles = [scene.style, *(region.style for region in self._regions)]
        self.distinct = distinct = tuple(dict.fromkeys(styles))
        self._style_of_layer = [distinct.index(style) for style in styles]
        parameter = next(generator.parameters())
        dims = generator.config.style_dims
        z = pixel_norm(torch.stack([resolve_z(style, dims) for style in distinct]))
        layout_z = photo_z
        if layout_z is None:
            layout_z = style_normals(scene.layout_seed, dims, STRUCTURE_STYLE_STREAM)
        layout_z = pixel_norm(layout_z)
        structure = pixel_norm(torch.lerp(layout_z, z, scene.style_in_structure)).to(parameter)
        if scene.style_in_structure == 0:
            structure = structure[:1]  # the same for all
        self._gram = (structure @ structure.T / dims).fill_diagonal_(1.0)
        strength = STRUCTURE_STRENGTH * scene.variety if photo_z is None else 1.0
        self._z = structure * min(1.0, strength)
        layers = len(generator.texture.specs)

        def map_w(z: Tensor) -> Tensor:
            mapped = generator.mapping(z.to(parameter))
            return generator.mapping.truncated(mapped, scene.variety)

        ws = [resolve_w(style, map_w, layers, dims) for style in distinct]
        self._colours = self._w = torch.stack(ws).to(parameter)
        self.land_w = map_w(layout_z)
        self._w = self._with_land(scene, photo_z)

    def _with_land(self, scene: Scene, photo_z: Tensor | None) -> Tensor:
        """Return the w of all styles with that of the land in the layers that shape it."""
        share = scene.style_in_structure
        if photo_z is None:
            return with_land_of(self.land_w, self._w, share)
        # The first style is a photo's: its land was fitted together with the latents.
        land_w = self._w[0, : land_layers(self._w.shape[1])]
        own = [
            torch.equal(resolve_z(style, len(photo_z)), photo_z.cpu()) for style in self.distinct
        ]
        are_photos = torch.tensor(own, device=self._w.device)[:, None, None]
        return torch.where(are_photos, self._w, with_land_of(land_w, self._w, share))

    def regions_at(self, canvas: Rect) -> tuple[int, ...]:
        """Return which regions may have weight within a part of the canvas, the lowest first."""
        found: list[int] = []
        for index in reversed(range(len(self._regions))):
            weight = known_weight(self._regions[index], canvas, self._plan.wrap_px)
            if weight != 0:
                found.append(index)
            if weight == 1:  # hides all below
                break
        return tuple(reversed(found))

    def only_style(self, canvas: Rect) -> int | None:
        """Return the one style that counts in a part of the canvas; None if there may be more."""
        regions = self.regions_at(canvas)
        if not regions:
            return self._style_of_layer[0]
        if known_weight(self._regions[regions[0]], canvas, self._plan.wrap_px) == 1:
            return self._style_of_layer[1 + regions[0]] if len(regions) == 1 else None
        return None

    def weights(self, regions: Sequence[int], grid: Grid, window: Rect) -> Tensor:
        """Compute [styles, H, W] for a window of a feature map; the indices are of all styles."""
        y = self._plan.canvas_rows(grid, window.rows)
        x = self._plan.canvas_columns(grid, window.columns)
        chosen: list[StyleRegion] = [self._regions[index] for index in regions]
        layers = style_weights(chosen, y, x, self._plan.wrap_px).to(self._z)
        index = [self._style_of_layer[0], *(self._style_of_layer[1 + i] for i in regions)]
        maps = layers.new_zeros(len(self._w), *layers.shape[1:])
        return maps.index_add_(0, torch.tensor(index, device=layers.device), layers)

    def land_weights(self, regions: Sequence[int], grid: Grid, window: Rect) -> Tensor:
        """Compute the weights for G_S; [1, 1, 1] where all styles have one land."""
        if len(self._z) == 1:
            return self._z.new_ones(1, 1, 1)
        return self.weights(regions, grid, window)

    def used(self, regions: Sequence[int]) -> list[int]:
        """Return the styles that the base and these regions have, in a fixed order."""
        return sorted({self._style_of_layer[0], *(self._style_of_layer[1 + i] for i in regions)})

    def structure_blend(self, inputs: Tensor, outputs: Tensor) -> StyleBlend:
        """Blend the global latents for a layer of G_S by maps [B, styles, h, w].

        The blended latent is scaled back to the norm of a single one, by the Gram matrix of the
        styles; the zero style at the end carries the rest of the weight, so that biases count once.
        """
        styles = torch.cat([self._z, torch.zeros_like(self._z[:1])])

        def normalised(weights: Tensor) -> Tensor:
            square = torch.einsum("bkhw,kl,blhw->bhw", weights, self._gram, weights)
            scaled = weights / square.clamp_min(SMALLEST_NORM).sqrt()[:, None]
            return torch.cat([scaled, 1 - scaled.sum(1, keepdim=True)], 1)

        return StyleBlend(styles[None], normalised(inputs), normalised(outputs))

    def texture_blend(
        self, layer: int, used: Sequence[int], inputs: Tensor, outputs: Tensor
    ) -> StyleBlend:
        """Blend the w of a layer of G_T by maps [B, len(used), h, w]."""
        if layer < land_layers(self._w.shape[1]) and self._shares_land:
            return StyleBlend.single(self._w[used[0], layer][None])
        return StyleBlend(self._w[list(used), layer][None], inputs, outputs)

    def colour_blend(self, layer: int, used: Sequence[int], outputs: Tensor) -> StyleBlend:
        """Blend the w for the colours of the picture after a layer of G_T."""
        return StyleBlend(self._colours[list(used), layer][None], outputs, outputs)


def land_layers(layers: int) -> int:
    """Return how many of the layers of G_T shape the land; the last two, or half, paint."""
    return min(LAND_LAYERS, max(layers - 2, layers // 2))


def with_land_of(land_w: Tensor, w: Tensor, style_in_structure: float) -> Tensor:
    """Return w [..., layers, style_dims] with that of the land in the layers that shape it.

    `land_w` is [style_dims], or has a vector for each of these layers; `style_in_structure` 1
    leaves them their own.
    """
    count = land_layers(w.shape[-2])
    own, paint = w[..., :count, :], w[..., count:, :]
    land = torch.lerp(land_w.to(own).expand_as(own), own, style_in_structure)
    return torch.cat([land, paint], -2)


def first_styled_map(scene: Scene, *, is_matched: bool) -> int | None:
    """Return the first feature map of G_T on which styles differ; None = they do in G_S, too."""
    if scene.style_in_structure > 0:
        return None
    return 0 if is_matched else FIRST_COLOURED_MAP
