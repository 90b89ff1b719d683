"""How much a device computes at once, and what gives way where its memory falls short."""

from dataclasses import replace

import pytest
from tiny_model import CPU, TINY

from infinitygan.geometry import Size
from infinitygan.inference.device import cpu_device
from infinitygan.inference.scene_plan import ScenePlan
from infinitygan.inference.workload import LEAST_TILE_CELLS, TILE_PX, Workload
from infinitygan.scene import Scene

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
        (5000, 3, TILE_PX >> 3),
        (5000, 2, TILE_PX >> 2),
        (161, 3, 21),  # a canvas of so many cells
        (161, 1, 22),  # whose first level shows it at a quarter of its size
        (20, 3, LEAST_TILE_CELLS),
    ],
)
def test_a_tile_is_as_large_as_is_quick_and_the_canvas_needs(side_px: int, level: int, cells: int):
    canvas = Size(side_px, 2 * side_px)
    plan = ScenePlan.of(Scene(canvas, enlargement=1.0), TINY)
    assert Workload(CPU, None, None, pytest.fail).cells_of_tile(plan, canvas, level) == cells
    assert Workload(CPU, 3, None, pytest.fail).cells_of_tile(plan, canvas, level) == 3


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
