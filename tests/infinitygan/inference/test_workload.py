"""How much a device computes at once, and what gives way where its memory falls short."""

from dataclasses import replace

import pytest
from tiny_model import CPU

from infinitygan.geometry import Rect
from infinitygan.inference.device import cpu_device
from infinitygan.inference.workload import LEAST_TILE_CELLS, TILE_PX, Workload

GPU = replace(CPU, name="cuda:0", title="Small GPU", batch=4)


def test_it_begins_with_what_suits_the_device_or_is_wanted():
    assert Workload(GPU, None, None, pytest.fail).batch == 4
    wanted = Workload(GPU, 6, 2, pytest.fail)
    assert (wanted.batch, wanted.tile_cells) == (2, 6)


def test_a_tile_of_no_cells_is_refused():
    with pytest.raises(ValueError, match="at least 1 cell, not 0"):
        Workload(CPU, 0, None, pytest.fail)


@pytest.mark.parametrize(
    ("side_px", "level", "cells"),
    [
        (5000, 4, TILE_PX >> 4),
        (5000, 2, TILE_PX >> 2),
        (5000, 6, LEAST_TILE_CELLS),
        (161, 4, 11),  # a canvas of eleven cells
        (20, 4, LEAST_TILE_CELLS),
    ],
)
def test_a_tile_is_as_large_as_is_quick_and_the_canvas_needs(side_px: int, level: int, cells: int):
    workload = Workload(CPU, None, None, pytest.fail)
    shown = Rect.at(0, 0, side_px, 2 * side_px)
    assert workload.cells_of_tile(shown, level) == cells
    assert Workload(CPU, 3, None, pytest.fail).cells_of_tile(shown, level) == 3


def test_the_batch_gives_way_then_the_tile_then_the_device():
    told: list[str] = []
    workload = Workload(GPU, None, None, told.append)
    states = [(workload.device.name, workload.batch, workload.tile_cells)]
    for cells in (6, 6, 6, 3, 1):
        workload.lighten(cells)
        states.append((workload.device.name, workload.batch, workload.tile_cells))
    assert states == [
        ("cuda:0", 4, None),
        ("cuda:0", 2, None),
        ("cuda:0", 1, None),
        ("cuda:0", 1, 3),
        ("cuda:0", 1, 1),
        ("cpu", cpu_device().batch, None),
    ]
    assert told == [
        "memory is low: 4 to 2 tiles at once",
        "memory is low: 2 to 1 tiles at once",
        "memory is low: rendering smaller tiles",
        "memory is low: rendering smaller tiles",
        "Small GPU has too little free memory; using the CPU",
    ]


def test_a_cpu_without_memory_for_one_cell_is_an_error():
    with pytest.raises(MemoryError, match="a single cell"):
        Workload(CPU, 1, None, pytest.fail).lighten(1)
