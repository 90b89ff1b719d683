"""The scene that the command line describes."""

import argparse

from infinitygan.commands.scene_arguments import add_scene_arguments, scene_of
from infinitygan.scene import Scene
from infinitygan.style_file import curated_styles
from infinitygan.styles import SeedStyle


def described(*words: str) -> Scene:
    parser = argparse.ArgumentParser()
    add_scene_arguments(parser)
    return scene_of(parser.parse_args(words))[0]


def test_without_a_style_one_of_the_curated_is_taken():
    curated = [named.style for named in curated_styles()]
    assert len(curated) > 1
    assert all(described().style in curated for _ in range(10))


def test_a_seed_gives_the_same_landscape_each_time():
    scene = described("--seed", "7")
    assert scene == described("--seed", "7")
    assert (scene.layout_seed, scene.texture_seed) == (7, 7)


def test_seeds_choose_among_the_curated_styles():
    styles = [described("--seed", str(seed)).style for seed in range(40)]
    curated = [named.style for named in curated_styles()]
    assert all(style in curated for style in styles)
    assert len({repr(style) for style in styles}) > len(curated) / 2


def test_a_named_style_beats_the_one_of_the_seed():
    assert described("--seed", "7", "--style", "3").style == SeedStyle(3)


def test_two_pictures_of_nothing_said_differ():
    assert described().layout_seed != described().layout_seed
