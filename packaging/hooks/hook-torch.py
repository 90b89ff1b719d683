"""Collect of torch what is imported, and not the whole package, as PyInstaller's own hook does."""

import sys

from PyInstaller.utils.hooks import collect_dynamic_libs, collect_submodules, get_package_paths

_, _package = get_package_paths("torch")

# torch.utils reads the source of its own settings as it is imported.
module_collection_mode = "pyz+py"

hiddenimports = collect_submodules("torch._dynamo.polyfills")  # loaded by name, for optimizers

binaries = collect_dynamic_libs("torch")  # some are loaded by their path, which no analysis sees
if sys.platform != "win32":
    binaries.append((f"{_package}/bin/torch_shm_manager", "torch/bin"))  # torch asks for it
