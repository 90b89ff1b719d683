"""Numbers in words that panels and dialogs share."""

from PySide6.QtCore import QCoreApplication, QLocale

from app.export_plan import Cost

MEGA = 10**6
NO_BREAK = "\u00a0"  # a space at which no line ends


def number_text(value: float, decimals: int = 0) -> str:
    """Write a number as the program's language does: '65,500', '65.500', '0,5'."""
    return QLocale().toString(float(value), "f", decimals)


def megabytes_text(count: int) -> str:
    """Write a number of bytes: '3.2 MB', '25 MB', '1.4 GB'."""
    megabytes = count / MEGA
    if megabytes >= 1000:
        return f"{number_text(megabytes / 1000, 1)} GB"
    return f"{number_text(max(megabytes, 0.1), 0 if megabytes >= 10 else 1)} MB"


def duration_text(seconds: float) -> str:
    """Write a duration: '8 s', '1:05 min', '2:03:04 h'."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d} min"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d} h"


def cost_text(cost: Cost) -> str:
    """Say in one line or two what an export costs; lines end between its parts alone."""
    translate = QCoreApplication.translate
    words = [
        translate("Cost", "{mpx} megapixels").format(mpx=number_text(cost.pixels / MEGA, 1)),
        translate("Cost", "about {size} as {format}").format(
            size=megabytes_text(cost.file_bytes), format=cost.image_format
        ),
        translate("Cost", "{size} of memory").format(size=megabytes_text(cost.memory_bytes)),
    ]
    if cost.seconds is not None:
        words.append(translate("Cost", "about {time}").format(time=duration_text(cost.seconds)))
    return " · ".join(word.replace(" ", NO_BREAK) for word in words)
