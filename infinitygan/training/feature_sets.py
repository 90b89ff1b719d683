"""Pictures to features, once: those of photos are kept in a folder."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save
from torch import Tensor

from infinitygan.atomic_file import replacing
from infinitygan.training.inception import Inception
from infinitygan.training.picture_sets import PictureSet


@dataclass(frozen=True)
class FeatureSet:
    """Features of a set of pictures, float64 [N, 768] and [N, 1280], and their labels [N]."""

    mixed_7: Tensor
    mixed_8: Tensor
    label: Tensor


class FeatureExtractor:
    """Runs the judge over sets of pictures, and remembers what it saw of photos."""

    def __init__(
        self,
        judge: Inception,
        device: torch.device,
        cache: Path | None = None,
        on_pictures: Callable[[int], None] = lambda count: None,
    ) -> None:
        """Use a judge; `cache` None keeps nothing; `on_pictures` hears of each batch's size."""
        # On the CPU, too: without gradients this takes two thirds of the time.
        self._judge = judge.to(device).to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
        self._device = device
        self._cache = cache
        self._on_pictures = on_pictures

    @torch.no_grad()
    def extract(self, pictures: PictureSet) -> FeatureSet:
        """Look at all pictures."""
        parts: list[FeatureSet] = []
        for batch in pictures:
            seen = self._judge(batch.rgb.to(self._device))
            parts.append(FeatureSet(seen.mixed_7.cpu(), seen.mixed_8.cpu(), batch.label))
            self._on_pictures(len(batch.rgb))
        return FeatureSet(
            torch.cat([part.mixed_7 for part in parts]).double(),
            torch.cat([part.mixed_8 for part in parts]).double(),
            torch.cat([part.label for part in parts]),
        )

    def extract_once(self, pictures: PictureSet, **key: object) -> FeatureSet:
        """Look at pictures that `key` describes fully, or remember them."""
        if self._cache is None:
            return self.extract(pictures)
        digest = hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()[:32]
        path = self._cache / f"features-{digest}.safetensors"
        if path.is_file():
            kept = load_file(path)
            self._on_pictures(len(kept["label"]))
            return FeatureSet(kept["mixed_7"].double(), kept["mixed_8"].double(), kept["label"])
        found = self.extract(pictures)
        self._cache.mkdir(parents=True, exist_ok=True)
        tensors = {"mixed_7": found.mixed_7.float(), "mixed_8": found.mixed_8.float()}
        with replacing(path) as stream:
            stream.write(save(tensors | {"label": found.label}))
        return found
