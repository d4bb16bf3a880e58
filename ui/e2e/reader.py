"""A screen reader's ear on the accessibility bus (AT-SPI), for the window tests.

Prints a line of JSON for whatever programs say there. For each line that it reads, which is a name, it prints what has
that name in the window: its role and its text.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

EVENTS = ["object:text-changed", "object:text-caret-moved", "object:state-changed:focused", "object:active-descendant-changed"]


def say(what):
    print(json.dumps(what), flush=True)


def text_of(thing):
    if "Text" not in thing.get_interfaces():
        return None
    return Atspi.Text.get_text(thing, 0, Atspi.Text.get_character_count(thing))


def around(thing):
    """The names of a thing and of what it stands in, the innermost first."""
    names = []
    while thing:
        if thing.get_name():
            names.append(thing.get_name())
        thing = thing.get_parent()
    return names


def hear(event):
    try:
        value = event.any_data
        said = value if isinstance(value, str) else value.get_name() if isinstance(value, Atspi.Accessible) else None
        about = {"event": event.type, "place": event.detail1, "count": event.detail2, "said": said}
        say(about | {"in": around(event.source), "role": event.source.get_role_name(), "text": text_of(event.source)})
    except GLib.Error:
        # It is gone by now.
        pass


def everything(thing):
    yield thing
    for index in range(thing.get_child_count()):
        child = thing.get_child_at_index(index)
        if child:
            yield from everything(child)


def asked(source, _):
    name = source.readline().strip()
    if not name:
        Atspi.event_quit()
        return False
    found = [thing for thing in everything(Atspi.get_desktop(0)) if thing.get_name() == name]
    say({"asked": name, "found": [{"role": thing.get_role_name(), "text": text_of(thing)} for thing in found]})
    return True


Atspi.init()
listener = Atspi.EventListener.new(hear)
for event in EVENTS:
    listener.register(event)
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, asked)
say({"listening": True})
Atspi.event_main()
