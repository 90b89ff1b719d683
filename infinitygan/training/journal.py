"""The record of a run: log lines, sample grids, and TensorBoard where it is installed."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from infinitygan.networks.generator import Generator
from infinitygan.training.sample_grid import grid_image, rows_for, sample_scenes, spread

logger = logging.getLogger(__name__)

LOG_NAME = "log.jsonl"
LAST_GRID_NAME = "grid-last.jpg"


class Journal:
    """Writes into the folder of a run."""

    def __init__(self, folder: Path) -> None:
        """Open the journal; earlier lines stay."""
        self._folder = folder
        self._board = _tensorboard(folder)

    def report(self, generator: Generator, images_seen: int, figures: Mapping[str, float]) -> None:
        """Add a line of figures and a grid; a full disk costs these alone, not the run."""
        try:
            self._write(generator, images_seen, figures)
        except OSError as error:
            logger.warning("the log and the grid of %d images are lost: %s", images_seen, error)

    def _write(self, generator: Generator, images_seen: int, figures: Mapping[str, float]) -> None:
        scenes = sample_scenes(generator, rows_for(generator.config.scene_px))
        grid = grid_image(scenes)
        grid.save(self._folder / f"grid-{images_seen:08d}.jpg", quality=90)
        grid.save(self._folder / LAST_GRID_NAME, quality=90)
        values = {name: round(value, 5) for name, value in figures.items()}
        line = {"images": images_seen, **values, "spread": round(spread(scenes), 5)}
        with (self._folder / LOG_NAME).open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        if self._board:
            for name, value in line.items():
                self._board.add_scalar(name, value, images_seen)
            self._board.add_image("grid", np.asarray(grid), images_seen, dataformats="HWC")

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
    return SummaryWriter(folder / "tensorboard")
