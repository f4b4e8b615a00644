"""Runs a server until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import resource
import signal
import socket
from collections.abc import Callable

import uvicorn
import uvloop

from kg.errors import InputError, StoreError
from kg.serve.app import application
from kg.serve.connection import connection_class
from kg.serve.problem import Problem
from kg.serve.service import Service
from kg.serve.settings import Settings

__all__ = ["run"]


def run(settings: Settings, *, ready: Callable[[str], object], log: Callable[[str], object] | None) -> None:
    """Serve until SIGINT or SIGTERM; SIGHUP makes it read the store anew.

    `ready` is called with the address once requests are answered; `log` with a line of JSON
    for each request.

    Raises StoreError for a store that cannot be opened, InputError for an address that is
    taken or not ours.
    """
    with _bind(settings) as listener, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, listener, ready, log))


async def _serve(
    settings: Settings,
    listener: socket.socket,
    ready: Callable[[str], object],
    log: Callable[[str], object] | None,
) -> None:
    server = Service(settings)
    try:
        await server.open()
        limits = settings.limits
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)  # the access log says it all
        app = application(server, log)
        config = uvicorn.Config(
            app,
            http=connection_class(limits.head_bytes, limits.stall_seconds, app.again),
            lifespan="on",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=1024,
            limit_concurrency=_files() - 256,
            timeout_keep_alive=max(5, int(limits.stall_seconds)),
            timeout_graceful_shutdown=5,
        )
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, lambda: server.background(server.renew()))
        host, port = listener.getsockname()[:2]
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        await uvicorn.Server(config).serve([listener])
    except Problem as problem:
        raise StoreError(problem.detail) from None
    finally:
        await server.close()


def _bind(settings: Settings) -> socket.socket:
    where = f"{settings.host}:{settings.port}"
    try:
        family, kind, *_, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
    except OSError as error:
        raise InputError(
            f"cannot listen here: {(error.strerror or str(error)).lower()}",
            where=where,
            hint="choose another with --host and --port",
        ) from error
    return listener


def _files() -> int:
    """As many open files as this process may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, 65536) if hard != resource.RLIM_INFINITY else 65536
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(wanted, soft)
