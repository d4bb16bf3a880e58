"""A program that has copied, for the window tests: it holds the clipboard in several forms at once, as Word does.

Reads {"media type": "text", ...} from the standard input, says when it has the clipboard, and holds it until it is ended.
"""

import json
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

forms = json.load(sys.stdin)
owner = Gtk.Invisible()


def given(_, data, info, time):
    data.set(data.get_target(), 8, list(forms.values())[info].encode())


for info, form in enumerate(forms):
    Gtk.selection_add_target(owner, Gdk.SELECTION_CLIPBOARD, Gdk.Atom.intern(form, False), info)
owner.connect("selection-get", given)
if not Gtk.selection_owner_set(owner, Gdk.SELECTION_CLIPBOARD, Gdk.CURRENT_TIME):
    sys.exit("the clipboard cannot be taken")
print("held", flush=True)
Gtk.main()
