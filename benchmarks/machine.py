"""What the figures were measured on, so that a table says it by itself."""

from __future__ import annotations

import os
import platform
from pathlib import Path

# Above this share of the cores, other work takes time from whatever is measured.
_BUSY = 0.3


def describe_machine() -> dict[str, object]:
    """Return the processor, its cores, its 8-bit dot-product instructions, the system and the load."""
    flags = _processor("flags").split()
    return {
        "processor": _processor("model name") or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "vnni": any("vnni" in flag for flag in flags),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def is_busy() -> bool:
    """Return whether other work is running on this machine now."""
    return os.getloadavg()[0] > _BUSY * (os.cpu_count() or 1)


def _processor(key: str) -> str:
    """Return one field of the first processor that Linux lists, or nothing."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
