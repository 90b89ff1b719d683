"""Numbers in words that several dialogs use."""

MEGA = 10**6


def megabytes_text(count: int) -> str:
    """Write a number of bytes: '3.2 MB', '25 MB', '1.4 GB'."""
    megabytes = count / MEGA
    if megabytes >= 1000:
        return f"{megabytes / 1000:.1f} GB"
    return f"{megabytes:.0f} MB" if megabytes >= 10 else f"{max(megabytes, 0.1):.1f} MB"


def duration_text(seconds: float) -> str:
    """Write a duration: '8 s', '1:05 min', '2:03:04 h'."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d} min"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d} h"
