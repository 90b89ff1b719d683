"""The landscape that the window opens with."""

from collections.abc import Sequence
from dataclasses import replace

from app.dice import DrawSeed, Locks, draw_seed, rolled
from infinitygan.assets import assets_folder
from infinitygan.geometry import Size
from infinitygan.scene import Scene
from infinitygan.scene_file import read_scene
from infinitygan.styles import Style


def first_scene(canvas: Size) -> Scene:
    """Return the landscape of the very first start: chosen by eye, for a canvas of any size."""
    chosen = read_scene(assets_folder() / "scenes" / "first-start.json")
    return chosen.with_canvas(canvas, "relative")


def fresh_scene(canvas: Size, styles: Sequence[Style], draw: DrawSeed = draw_seed) -> Scene:
    """Return a landscape that nobody has seen, in one of some styles; none: in any style."""
    scene = rolled(Scene(canvas=canvas), Locks(), draw)
    return replace(scene, style=styles[draw() % len(styles)]) if styles else scene
