"""Print the Debian packages that are missing for a purpose: `run`, `test` or `display`, one a line.

A library counts as there when it can be loaded, wherever it came from: a machine that has it under another
package name is asked for nothing. Standard library only: this runs before anything is installed.
"""

import ctypes
import os
import shutil
import sys

# What Qt loads even without a screen, and what its print support is linked to.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libcups.so.2": "libcups2",
}
# What Qt's xcb platform needs besides; Wayland desktops bring theirs.
DISPLAY = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# The fault tests kill and starve a real process at its system calls; pages are scanned with SANE's own test device;
# papers are printed on a real IPP printer, through a print server of the tests' own.
TEST_PROGRAMS = {
    "strace": "strace",
    "scanimage": "sane-utils",
    "cupsd": "cups",
    "lpadmin": "cups-client",
    "ippeveprinter": "cups-ipp-utils",
    "dbus-daemon": "dbus-daemon",
}
SYSTEM_PROGRAMS = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
"""Who is not root may lack the folders of cupsd in the path."""


def missing(purpose: str) -> list[str]:
    """Give the packages of `purpose` that are not there."""
    libraries = DISPLAY if purpose == "display" else OFFSCREEN
    programs = TEST_PROGRAMS if purpose == "test" else {}
    return [package for soname, package in libraries.items() if not _loads(soname)] + [
        package for program, package in programs.items() if shutil.which(program, path=SYSTEM_PROGRAMS) is None
    ]


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.stdout.writelines(f"{package}\n" for package in missing(sys.argv[1]))
