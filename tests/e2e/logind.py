"""logind and a screen saver of one's own for the tests: the first on the bus that takes the system's place, the other on
the session's. It says who wants sleep to wait and who no longer does, and does what lines of JSON on its input ask: the
computer goes to sleep, its session is locked, its screen is covered.
"""
import json
import os
import sys
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
SESSION = "/org/freedesktop/login1/session/_31"
INTERFACE = Gio.DBusNodeInfo.new_for_xml(f"""<node><interface name="{NAME}.Manager">
  <method name="Inhibit"><arg direction="in" type="s"/><arg direction="in" type="s"/><arg direction="in" type="s"/>
    <arg direction="in" type="s"/><arg direction="out" type="h"/></method>
  <method name="GetSession"><arg direction="in" type="s"/><arg direction="out" type="o"/></method>
  <method name="GetSessionByPID"><arg direction="in" type="u"/><arg direction="out" type="o"/></method>
  <signal name="PrepareForSleep"><arg type="b"/></signal>
</interface></node>""").interfaces[0]

KIND = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
system = Gio.DBusConnection.new_for_address_sync(os.environ["DBUS_SYSTEM_BUS_ADDRESS"], KIND, None, None)
session = Gio.bus_get_sync(Gio.BusType.SESSION)


def say(**words):
    print(json.dumps(words), flush=True)


def ends(reader):
    os.read(reader, 1)
    os.close(reader)
    say(letGo=True)


def called(_bus, _sender, _path, _interface, method, arguments, invocation):
    if method != "Inhibit":
        invocation.return_value(GLib.Variant("(o)", (SESSION,)))
        return
    what, _who, _why, mode = arguments.unpack()
    reader, writer = os.pipe()
    descriptors = Gio.UnixFDList.new()
    descriptors.append(writer)
    os.close(writer)
    invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), descriptors)
    threading.Thread(target=ends, args=(reader,), daemon=True).start()
    say(waits=what, mode=mode)


def asked(line):
    wish = json.loads(line)
    if "sleep" in wish:
        system.emit_signal(None, PATH, f"{NAME}.Manager", "PrepareForSleep", GLib.Variant("(b)", (wish["sleep"],)))
    if "lock" in wish:
        system.emit_signal(None, SESSION, f"{NAME}.Session", "Lock", None)
    if "covered" in wish:
        active = GLib.Variant("(b)", (wish["covered"],))
        session.emit_signal(None, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", active)


rest = b""


def heard(_channel, _condition):
    # Read by its number: what a buffer keeps back of two lines that come together, nobody is told of.
    global rest
    read = os.read(sys.stdin.fileno(), 4096)
    if not read:
        loop.quit()
        return False
    *lines, rest = (rest + read).split(b"\n")
    for line in lines:
        asked(line)
    return True


system.register_object(PATH, INTERFACE, called, None, None)
system.call_sync("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName", GLib.Variant("(su)", (NAME, 0)),
                 None, 0, 10000, None)
loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, heard)
say(ready=True)
loop.run()
