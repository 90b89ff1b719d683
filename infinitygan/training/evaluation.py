"""The protocol that judges a model: patches and whole scenes, each against photos never trained on.

Figures are called Frechet-768 and KID-1280: the usual 2048 features are not used, so they do not
compare with the FID and KID of papers.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch

from infinitygan.networks.generator import Generator
from infinitygan.training.feature_sets import FeatureExtractor, FeatureSet
from infinitygan.training.metrics import (
    LabelRegressor,
    frechet_distance,
    kernel_distance,
    mean_distance,
    precision_recall,
    seam_energy,
)
from infinitygan.training.photos import PhotoPack
from infinitygan.training.picture_sets import (
    PictureSource,
    real_pictures,
    softened,
    tiled_scenes,
)

RUNGS = (2, 4, 8)
SCALES = (1, 2, 4, 8)
SEAM_TILES = 5  # across a scene
SEAM_SCENES = 8
DIVERSITY_SCENES = 64


@dataclass(frozen=True)
class Protocol:
    """How many pictures are compared, and how.

    Attributes:
        patch_cells: cells across a patch, as in training.
        count: pictures in each set of patches and scenes.
        scale_count: pictures at each scale of ScaleInv; 0 leaves it out.
        batch: pictures at a time.
        seed: of all sets.
        doublings: how often super-resolution makes the pictures finer.
    """

    patch_cells: int
    count: int = 2000
    scale_count: int = 500
    batch: int = 16
    seed: int = 0
    doublings: int = 0

    def __post_init__(self) -> None:
        if self.count < 8:
            raise ValueError(f"at least 8 pictures must be compared, not {self.count}")
        if self.batch < 1 or self.scale_count < 0:
            raise ValueError(f"batch {self.batch} or scale_count {self.scale_count} is too small")

    def pictures(self, sources: int) -> int:
        """Return how many pictures of photos and of `sources` the judge will see."""
        sets_a_kind = 2 + len(RUNGS) + sources  # reference and floor are the first two
        scaled = min(self.scale_count, 1) * len(SCALES) * self.scale_count
        return 2 * sets_a_kind * self.count + scaled + 2 * DIVERSITY_SCENES


@dataclass(frozen=True)
class Rung:
    """One set of pictures against the reference; `kind` is "patches" or "scenes"."""

    kind: str
    name: str
    frechet: float
    kernel: float
    precision: float
    recall: float


@dataclass(frozen=True)
class Report:
    """All figures of a model.

    Attributes:
        source: the name of the pictures that scales and diversity are of.
        scales: Frechet-768 and KID-1280 of scenes by scale.
        label_error_real: mean error of the label guessed on other photos: the floor.
        label_error_fake: the same on patches of the first source.
        seam_energy: steps across tile borders against others; 1 where no seam shows.
        layout_diversity: distance between layouts in one style, photos being 1.
        style_diversity: distance between styles in one layout, photos being 1.
    """

    protocol: Protocol
    rungs: tuple[Rung, ...]
    source: str
    scales: dict[int, tuple[float, float]]
    label_error_real: float
    label_error_fake: float
    seam_energy: float
    layout_diversity: float
    style_diversity: float


class Evaluation:
    """Compares a model and rungs of real photos with a reference of other photos."""

    def __init__(
        self,
        generator: Generator,
        sources: Mapping[str, PictureSource],
        reference: PhotoPack,
        others: PhotoPack,
        extractor: FeatureExtractor,
        protocol: Protocol,
        on_stage: Callable[[str], None] = lambda name: None,
    ) -> None:
        """Prepare.

        Args:
            generator: the model; its seams are measured.
            sources: ways of making its pictures, by name; scales and diversity are of the last.
            reference: photos never trained on.
            others: any other photos.
            extractor: with the judge.
            protocol: how many pictures are compared.
            on_stage: hears what is looked at.
        """
        self._generator = generator
        self._sources = sources
        self._last_source = list(sources)[-1]
        self._packs = {"reference": reference, "others": others}
        self._digests = {name: _digest(pack) for name, pack in self._packs.items()}
        self._extractor = extractor
        self._protocol = protocol
        self._on_stage = on_stage

    def run(self) -> Report:
        """Look at everything and compare."""
        protocol, config = self._protocol, self._generator.config
        patch_px = self._generator.patch_rects(protocol.patch_cells)[-1].height
        patch_px, scene_px = patch_px << protocol.doublings, config.scene_px << protocol.doublings
        patches, real, floor, fake = self._ladder("patches", patch_px)
        scenes, real_scenes, _, _ = self._ladder("scenes", scene_px)
        regressor = LabelRegressor(real.mixed_7, real.label)
        photo_distance = mean_distance(real_scenes.mixed_7[:DIVERSITY_SCENES])
        self._on_stage("seams")
        tile_px = config.scene_px // SEAM_TILES
        tiled = tiled_scenes(self._generator, tile_px, SEAM_SCENES, protocol.seed)
        return Report(
            protocol=protocol,
            rungs=(*patches, *scenes),
            source=self._last_source,
            scales=self._scales(real_scenes),
            label_error_real=regressor.error(floor.mixed_7, floor.label),
            label_error_fake=regressor.error(fake.mixed_7, fake.label),
            seam_energy=seam_energy(tiled, tile_px),
            layout_diversity=self._spread(one_style=True) / photo_distance,
            style_diversity=self._spread(one_style=False) / photo_distance,
        )

    def _ladder(
        self, kind: str, side_px: int
    ) -> tuple[list[Rung], FeatureSet, FeatureSet, FeatureSet]:
        """Return the rungs of a kind of pictures; features of reference, floor, first source."""
        reference = self._real("reference", side_px, 1)
        floor = self._real("others", side_px, 1)
        rungs = [_rung(kind, "other real photos (floor)", reference, floor)]
        for factor in RUNGS:
            soft = self._real("others", side_px, factor)
            rungs.append(_rung(kind, f"real, shrunk to 1/{factor}, enlarged", reference, soft))
        made = [self._made(kind, name) for name in self._sources]
        for name, features in zip(self._sources, made, strict=True):
            rungs.append(_rung(kind, name, reference, features))
        return rungs, reference, floor, made[0]

    def _made(self, kind: str, name: str) -> FeatureSet:
        self._on_stage(f"{kind} of {name}")
        source, count = self._sources[name], self._protocol.count
        made = source.patches(count) if kind == "patches" else source.scenes(1, count)
        return self._extractor.extract(made)

    def _real(self, pack: str, side_px: int, factor: int) -> FeatureSet:
        self._on_stage(f"{pack} at {side_px} px, 1/{factor}")
        protocol = self._protocol
        pictures = real_pictures(
            self._packs[pack], side_px, protocol.count, protocol.batch, protocol.seed
        )
        return self._extractor.extract_once(
            pictures if factor == 1 else softened(pictures, factor),
            photos=self._digests[pack],
            side_px=side_px,
            factor=factor,
            count=protocol.count,
            batch=protocol.batch,
            seed=protocol.seed,
        )

    def _scales(self, real: FeatureSet) -> dict[int, tuple[float, float]]:
        protocol = self._protocol
        found: dict[int, tuple[float, float]] = {}
        for times in SCALES if protocol.scale_count else ():
            self._on_stage(f"scenes {times} times as tall")
            made = self._sources[self._last_source].scenes(times, protocol.scale_count)
            fake = self._extractor.extract(made)
            found[times] = (
                frechet_distance(real.mixed_7, fake.mixed_7),
                kernel_distance(real.mixed_8, fake.mixed_8),
            )
        return found

    def _spread(self, *, one_style: bool) -> float:
        self._on_stage("diversity")
        source = self._sources[self._last_source]
        made = source.varied_scenes(DIVERSITY_SCENES, one_style=one_style)
        return mean_distance(self._extractor.extract(made).mixed_7)


def _rung(kind: str, name: str, reference: FeatureSet, other: FeatureSet) -> Rung:
    overlap = precision_recall(reference.mixed_7, other.mixed_7)
    return Rung(
        kind,
        name,
        frechet_distance(reference.mixed_7, other.mixed_7),
        kernel_distance(reference.mixed_8, other.mixed_8),
        overlap.precision,
        overlap.recall,
    )


def _digest(pack: PhotoPack) -> str:
    """Name photos by their pixels and their widths."""
    digest = hashlib.sha256(pack.pixels.numpy().data)
    digest.update(torch.cat([pack.widths, torch.tensor([pack.height_px])]).numpy().tobytes())
    return digest.hexdigest()
