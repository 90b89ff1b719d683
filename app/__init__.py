"""The desktop program: everything that knows Qt. It renders through `infinitygan`."""
