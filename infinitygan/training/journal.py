"""The record of a run: log lines, sample grids, and TensorBoard where it is installed."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

logger = logging.getLogger(__name__)

LOG_NAME = "log.jsonl"
LAST_GRID_NAME = "grid-last.jpg"


@dataclass(frozen=True)
class Sample:
    """What the networks make at this moment: a grid to look at, and figures of it."""

    grid: Image.Image
    figures: Mapping[str, float]


class Journal:
    """Writes into the folder of a run."""

    def __init__(self, folder: Path, prefix: str = "") -> None:
        """Open the journal; earlier lines stay. All names begin with the prefix."""
        self._folder = folder
        self._prefix = prefix
        self._board = _tensorboard(folder / f"{prefix}tensorboard")

    def report(self, sample: Sample, images_seen: int, figures: Mapping[str, float]) -> None:
        """Add a line of figures and a grid; a full disk costs these alone, not the run."""
        try:
            self._write(sample, images_seen, figures)
        except OSError as error:
            logger.warning("the log and the grid of %d images are lost: %s", images_seen, error)

    def _write(self, sample: Sample, images_seen: int, figures: Mapping[str, float]) -> None:
        for name in (f"grid-{images_seen:08d}.jpg", LAST_GRID_NAME):
            sample.grid.save(self._named(name), quality=90)
        values = {name: round(value, 5) for name, value in {**figures, **sample.figures}.items()}
        line = {"images": images_seen, **values}
        with self._named(LOG_NAME).open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        if self._board:
            for name, value in line.items():
                self._board.add_scalar(name, value, images_seen)
            self._board.add_image("grid", np.asarray(sample.grid), images_seen, dataformats="HWC")

    def _named(self, name: str) -> Path:
        return self._folder / f"{self._prefix}{name}"

    def close(self) -> None:
        """Finish writing."""
        if self._board:
            self._board.close()


def _tensorboard(folder: Path) -> Any | None:  # noqa: ANN401 - an optional package
    try:
        from torch.utils.tensorboard import SummaryWriter
    except ImportError:
        return None
    except Exception as error:  # it is there, but of no version that fits the others
        logger.warning("nothing is written for TensorBoard, which cannot be loaded: %s", error)
        return None
    return SummaryWriter(folder)
