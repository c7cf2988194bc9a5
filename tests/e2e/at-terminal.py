"""Runs a program at a terminal of its own and types one line when it is asked for something: WORDS PROGRAM ARGS...
Prints everything that stood on the terminal, and ends as the program does.
"""
import os
import pty
import select
import sys
import termios
import time

words, program = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(program[0], program)

shown, typed = b"", False
while select.select([terminal], [], [], 60)[0]:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
    if not typed and b": " in shown:
        # A person types after the question; the terminal shows nothing of it from a moment later on.
        while termios.tcgetattr(terminal)[3] & termios.ECHO:
            time.sleep(0.01)
        os.write(terminal, words.encode() + b"\n")
        typed = True
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
