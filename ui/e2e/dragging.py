"""A file manager for the window tests: a small window in the corner of the screen, out of which files are dragged.

Takes the number of the window that they are for and the files' paths, says when it can be taken hold of and when something
was let go of, and stays until it is ended.
"""

import ctypes
import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402


def show_that_it_is_a_window(number):
    """Says what a window manager says of windows that are not folded away: GTK drops on no others."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    x11.XInternAtom.restype = ctypes.c_ulong
    atom = ctypes.c_ulong(x11.XInternAtom(display, b"WM_STATE", False))
    normal = (ctypes.c_long * 2)(1, 0)
    x11.XChangeProperty(display, ctypes.c_ulong(number), atom, atom, 32, 0, normal, 2)
    x11.XCloseDisplay(display)


def refused(_, __, why):
    print(f"nobody took it: {why.value_nick}", file=sys.stderr, flush=True)


target, *paths = sys.argv[1:]
show_that_it_is_a_window(int(target))
addresses = [Path(path).as_uri() for path in paths]
# Without a window manager only such a window lies above the others.
window = Gtk.Window(type=Gtk.WindowType.POPUP)
window.set_default_size(40, 40)
window.move(0, 0)
window.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
window.drag_source_add_uri_targets()
window.connect("drag-data-get", lambda _, __, data, *___: data.set_uris(addresses))
window.connect("drag-failed", refused)
window.connect("drag-end", lambda *_: print("let go", flush=True))
window.connect("map-event", lambda *_: print("ready", flush=True))
window.show_all()
Gtk.main()
