"""The licences of all parts."""

from app.licences import installed_parts


def test_every_part_is_listed_with_its_licence():
    parts = {part.name.lower(): part for part in installed_parts()}
    for name in ("numpy", "pillow", "torch", "pyside6_essentials", "safetensors", "qtawesome"):
        assert parts[name].version
        assert parts[name].licence
    assert "Permission is hereby granted" in parts["platformdirs"].text


def test_parts_of_parts_are_listed_and_test_tools_are_not():
    names = {part.name.lower() for part in installed_parts()}
    assert "qtpy" in names
    assert not names & {"pytest", "ruff", "hypothesis"}


def test_the_first_root_leads_the_list():
    assert installed_parts(("tifffile", "numpy"))[0].name == "tifffile"


def test_what_is_not_installed_is_left_out():
    assert installed_parts(("no-such-distribution",)) == ()
