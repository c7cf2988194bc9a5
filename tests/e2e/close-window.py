"""Asks a window to close, as the button in its corner does (WM_DELETE_WINDOW, ICCCM 4.2.8.1): no window manager runs in
a test's world, and what else there is kills the program. The window's number is the one argument.
"""
import ctypes
import sys


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong), ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5), ("rest", ctypes.c_long * 12),
    ]


x = ctypes.CDLL("libX11.so.6")
x.XOpenDisplay.restype = ctypes.c_void_p
x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
x.XInternAtom.restype = ctypes.c_ulong
x.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
x.XCloseDisplay.argtypes = [ctypes.c_void_p]

window = int(sys.argv[1])
display = x.XOpenDisplay(None)
if not display:
    sys.exit("there is no display")
protocols, delete = (x.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
# 33 is ClientMessage; its data are the wish and the time, where 0 is now.
message = ClientMessage(33, 0, 1, display, window, protocols, 32, (delete, 0))
if not x.XSendEvent(display, window, 0, 0, ctypes.byref(message)):
    sys.exit("the window is not there")
x.XCloseDisplay(display)
