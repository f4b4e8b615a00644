"""The process from which readers are forked: everything is imported once, and no thread ever runs in it.

Forking a reader takes a few milliseconds, where starting a program takes a second.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys

from kg.serve import reader

__all__ = ["main"]

RUNNING_LONG = 10


def main(control: socket.socket, memory: int) -> None:
    """Start, slow down and end readers as the server says, until the server is gone.

    A message is `{"do": "start" | "slow" | "end", "id": …}`; with "start" comes the socket
    of the new reader.
    """
    reader.die_with_parent()
    children: dict[int, int] = {}
    gc.freeze()
    while True:
        message, files, _, _ = socket.recv_fds(control, 4096, 1)
        if not message:
            break
        order = json.loads(message)
        if order["do"] == "start":
            children[order["id"]] = _start(control, files[0], memory)
        elif order["do"] == "slow":
            os.setpriority(os.PRIO_PROCESS, children[order["id"]], RUNNING_LONG)
        elif (child := children.pop(order["id"], None)) is not None:
            _end(child)
    for child in children.values():
        _end(child)


def _start(control: socket.socket, file: int, memory: int) -> int:
    child = os.fork()
    if child:
        os.close(file)
        return child
    status = 1
    try:
        control.close()
        reader.serve(socket.socket(fileno=file), memory)
        status = 0
    finally:
        os._exit(status)


def _end(child: int) -> None:
    os.kill(child, signal.SIGKILL)  # not reaped yet, so the number is still its own
    os.waitpid(child, 0)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))
