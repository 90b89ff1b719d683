"""How much a device computes at once, and less of it where its memory falls short."""

import math
from collections.abc import Callable

from infinitygan.geometry import Size
from infinitygan.inference.device import Device, cpu_device
from infinitygan.inference.scene_plan import ScenePlan

TILE_PX = 256  # of the canvas: large enough to fill a CPU, small enough to be cancelled at once
LEAST_TILE_CELLS = 8  # below, the halo of 5 cells costs more than the tile

Notify = Callable[[str], None]


class Workload:
    """The device at work, how many tiles it renders at once, and how large they are.

    Attributes:
        device: where to compute.
        batch: tiles at once.
        tile_cells: side of a tile; None = as suits the picture.
    """

    def __init__(
        self, device: Device, tile_cells: int | None, batch: int | None, notify: Notify
    ) -> None:
        """Begin with as much as is wanted; None = as suits the picture, and the device.

        Raises: ValueError: if `tile_cells` is below 1.
        """
        if tile_cells is not None and tile_cells < 1:
            raise ValueError(f"a tile has at least 1 cell, not {tile_cells}")
        self._wanted_cells = tile_cells
        self._wanted_batch = batch
        self._notify = notify
        self.use(device)

    def use(self, device: Device) -> None:
        """Begin anew on a device."""
        self.device = device
        self.batch = self._wanted_batch or device.batch
        self.tile_cells = self._wanted_cells

    def cells_of_tile(self, plan: ScenePlan, canvas: Size, level: int) -> int:
        """Return the side of a tile of a level: no more than a small canvas needs."""
        if self.tile_cells:
            return self.tile_cells
        shown = plan.placement(level).level_rect(canvas.rect)
        enough = math.ceil(min(shown.rows.stop, shown.columns.stop) / 2**level)
        return max(LEAST_TILE_CELLS, min(enough, TILE_PX >> level))

    def lighten(self, cells: int) -> None:
        """Halve the batch, then the tile of now so many cells, then leave the device for the CPU.

        Raises: MemoryError: if the CPU cannot render a single cell.
        """
        if self.batch > 1:
            self._notify(f"memory is low: {self.batch} to {self.batch // 2} tiles at once")
            self.batch //= 2
        elif cells > 1:
            self._notify("memory is low: rendering smaller tiles")
            self.tile_cells = cells // 2
        elif self.device.name != "cpu":
            self._notify(f"{self.device.title} has too little free memory; using the CPU")
            self.use(cpu_device())
        else:
            raise MemoryError("there is too little memory to render a single cell")
