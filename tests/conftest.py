"""Settings that all tests share; fixtures live beside the tests that use them."""

import os
import sys

from hypothesis import settings

# A shared machine may stall any example: time is judged by the benchmark, never by a test.
settings.register_profile("everscape", deadline=None)
settings.load_profile("everscape")

if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
