"""A tray of one's own for the tests: the watcher that items name themselves to and the host that shows them
(org.kde.StatusNotifierWatcher), in one. It says each item that comes and goes as a line of JSON, and does what lines
of JSON on its input ask: what an item's menu says, a click on the item, a choice from its menu.
"""
import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
INTERFACE = Gio.DBusNodeInfo.new_for_xml(f"""<node><interface name="{NAME}">
  <method name="RegisterStatusNotifierItem"><arg direction="in" type="s"/></method>
  <method name="RegisterStatusNotifierHost"><arg direction="in" type="s"/></method>
  <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
  <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
  <property name="ProtocolVersion" type="i" access="read"/>
  <signal name="StatusNotifierItemRegistered"><arg type="s"/></signal>
  <signal name="StatusNotifierHostRegistered"/>
</interface></node>""").interfaces[0]

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
items = []


def say(**words):
    print(json.dumps(words), flush=True)


def called(_bus, sender, _path, _interface, method, arguments, invocation):
    if method == "RegisterStatusNotifierItem":
        # Known by its connection, which is what ends with the program.
        items.append(sender)
        Gio.bus_watch_name_on_connection(bus, sender, 0, None, gone)
        GLib.idle_add(came, sender)
    # Whoever waits for this answer may answer nothing meanwhile.
    invocation.return_value(None)


def came(item):
    pid = bus.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                        GLib.Variant("(s)", (item,)), None, 0, 10000, None).unpack()[0]
    say(came=item, pid=pid, title=get(item, "Title"), tip=get(item, "ToolTip")[2])


def gone(_bus, sender):
    if sender in items:
        items.remove(sender)
        say(went=sender)


def read(_bus, _sender, _path, _interface, name):
    return {
        "RegisteredStatusNotifierItems": GLib.Variant("as", items),
        "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
        "ProtocolVersion": GLib.Variant("i", 0),
    }[name]


def call(item, path, interface, method, arguments):
    return bus.call_sync(item, path, interface, method, arguments, None, 0, 10000, None).unpack()


def get(item, name):
    return call(item, "/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (ITEM, name)))[0]


def lines(item):
    """The menu's lines: number, words, whether it can be chosen."""
    layout = call(item, "/MenuBar", MENU, "GetLayout", GLib.Variant("(iias)", (0, -1, [])))[1]
    return [(number, about.get("label", ""), about.get("enabled", True)) for number, about, _ in layout[2]]


def asked(source, _condition):
    line = source.readline()
    if not line:
        loop.quit()
        return False
    wish = json.loads(line)
    try:
        item = items[-1]
        if "choose" in wish:
            number = next(number for number, words, enabled in lines(item) if words == wish["choose"] and enabled)
            event = GLib.Variant("(isvu)", (number, "clicked", GLib.Variant("s", ""), 0))
            # As trays do, without waiting for an answer: who is told to quit may be gone before it.
            bus.call(item, "/MenuBar", MENU, "Event", event, None, 0, 10000, None, None)
            say(done=wish["choose"])
        elif "activate" in wish:
            call(item, "/StatusNotifierItem", ITEM, "Activate", GLib.Variant("(ii)", (0, 0)))
            say(done="activate")
        else:
            say(menu=[words for _, words, _ in lines(item)])
    except Exception as error:  # The test says what it waited for.
        say(failed=repr(error))
    return True


loop = GLib.MainLoop()
bus.register_object("/StatusNotifierWatcher", INTERFACE, called, read, None)
Gio.bus_own_name_on_connection(bus, NAME, 0, lambda *_: say(ready=True), None)
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, asked)
loop.run()
