from pathlib import Path

import pytest

from infinitygan import assets


def test_a_checkout_reads_its_own_assets():
    assert assets.assets_folder() == Path(__file__).resolve().parents[2] / "assets"


def test_an_installed_wheel_reads_the_folder_in_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(assets, "_WHEEL_FOLDER", tmp_path)
    assert assets.assets_folder() == tmp_path
