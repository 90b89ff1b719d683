from app.monitor_presets import COMMON_SCREENS, PresetKind, phones, presets, size_text
from app.monitors import Layout, Monitor
from infinitygan.geometry import Rect, Size

LEFT = Monitor("DP-1", Size(2160, 3840), Rect.at(0, 0, 1234, 2194), model="Dell U2723")
RIGHT = Monitor("DP-2", Size(1080, 1920), Rect.at(0, 2194, 1080, 1920), is_primary=True)


def test_monitors_come_first_with_their_real_sizes() -> None:
    labels = [preset.label for preset in presets(Layout((LEFT, RIGHT)), here="DP-1")][:3]
    assert labels == [
        "This monitor: 3840 × 2160 (DP-1)",
        "Monitor: 1920 × 1080 (DP-2)",
        "All monitors: 7200 × 2160",
    ]


def test_without_a_place_this_monitor_is_the_primary() -> None:
    first, second, *_ = presets(Layout((LEFT, RIGHT)))
    assert (first.monitor, second.label) == ("DP-2", "Dell U2723: 3840 × 2160 (DP-1)")


def test_a_single_monitor_needs_no_preset_for_all() -> None:
    kinds = [preset.kind for preset in presets(Layout((LEFT,)))]
    assert kinds.count(PresetKind.MONITOR) == 1
    assert PresetKind.ALL_MONITORS not in kinds


def test_without_monitors_the_common_sizes_remain() -> None:
    assert presets(None) == (*COMMON_SCREENS, *phones())


def test_the_wanted_sizes_are_offered() -> None:
    offered = {size_text(preset.size) for preset in presets(None)}
    wanted = {"1920 × 1080", "2560 × 1440", "3440 × 1440", "3840 × 2160", "5120 × 1440"}
    assert wanted | {"5120 × 2880", "7680 × 4320", "1170 × 2532"} <= offered


def test_phones_stand_upright() -> None:
    assert all(preset.size.height > preset.size.width for preset in phones())
