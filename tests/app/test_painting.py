"""Tests of the state of the painting tools: the selection follows its region."""

from dataclasses import replace

import pytest

from app.document import Document
from app.painting import Painting
from infinitygan.scene import StyleRegion
from infinitygan.scene_file import Project
from infinitygan.shapes import Everything, Rectangle
from infinitygan.styles import SeedStyle


@pytest.fixture
def painting(document: Document) -> Painting:
    scene = document.scene
    for seed in range(3):
        region = StyleRegion(SeedStyle(seed), Rectangle(10 * seed, 0, 50, 50))
        scene = scene.with_region_added(region)
    document.edit("regions", scene)
    painting = Painting(document)
    painting.select(1)
    return painting


def test_selection_follows_its_region_when_others_go(document: Document, painting: Painting):
    document.edit("delete", document.scene.without_region(0))
    assert painting.selected_index == 0
    assert painting.selected_region is not None
    assert painting.selected_region.style == SeedStyle(1)
    document.undo_stack.undo()
    assert painting.selected_index == 1


def test_selection_follows_its_region_to_another_place(document: Document, painting: Painting):
    document.edit("order", document.scene.with_region_moved(1, 2))
    assert painting.selected_index == 2


def test_selection_stays_with_a_changed_region(document: Document, painting: Painting):
    region = replace(document.scene.regions[1], opacity=0.5)
    document.edit("fade", document.scene.with_region(1, region))
    assert painting.selected_region == region


def test_selection_ends_with_its_region(document: Document, painting: Painting):
    document.edit("delete", document.scene.without_region(1))
    assert painting.selected_index is None


def test_selection_ends_with_the_document(document: Document, painting: Painting):
    region = StyleRegion(SeedStyle(5), Everything())
    document.open(Project(replace(document.scene, regions=(region, region, region))), None)
    assert painting.selected_index is None


def test_region_that_is_not_there_cannot_be_selected(painting: Painting):
    with pytest.raises(ValueError, match="3 regions"):
        painting.select(3)
