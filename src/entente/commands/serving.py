"""``serve``: the dashboard and the HTTP API over one store."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from entente.commands.shared import stop
from entente.commands.store import store_option
from entente.errors import EntenteError

if TYPE_CHECKING:
    import socket

NEEDS_WEB = 'the dashboard needs more packages; install them with: pip install "entente[web]"'
SHORTEST_TOKEN = 16


def register(group: click.Group) -> None:
    """Add the command to ``group``."""
    group.add_command(serve)


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to answer on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8650, show_default=True, help="Port; 0 for any free one."
)
@click.option(
    "--token",
    envvar="ENTENTE_TOKEN",
    help="Whoever asks must give this; needed for any address but this machine's own. `new` makes one.",
)
@click.option("--name", "names", multiple=True, help="Another name by which this machine is asked; may be given again.")
@click.option("--read-only", is_flag=True, help="Let nothing be added.")
@click.option("--open", "opens", is_flag=True, help="Open the dashboard in the browser.")
def serve(
    address: str, host: str, port: int, token: str | None, names: tuple[str, ...], read_only: bool, opens: bool
) -> None:
    """Serve the record: a dashboard for people, and JSON under /api/v1 for programs.

    It answers this machine only, unless --host names another address; then it wants a --token.
    """
    import secrets
    import threading
    import webbrowser

    token = secrets.token_urlsafe(24) if token == "new" else token  # noqa: S105 - the word that asks for one
    if token is None and not _is_loopback(host):
        raise click.UsageError(f"{host} can be reached by others; give a --token that they must know (`--token new`)")
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise click.UsageError(f"a token has at least {SHORTEST_TOKEN} characters; `--token new` makes one")
    try:
        import uvicorn

        from entente.web.app import make_app, warm
        from entente.web.desk import shipped_reader
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "entente":
            raise
        stop(EntenteError(NEEDS_WEB))
    from entente.store import open_store

    try:
        with open_store(address) as store, _listening(host, port) as listening:
            app = make_app(store, load=None if read_only else shipped_reader, token=token, hosts=names)
            threading.Thread(target=warm, args=(app,), daemon=True).start()
            place = _address(host, listening.getsockname()[1], token)
            click.echo(f"entente: {store.address} at {place} (stop with Ctrl+C)", err=True)
            if opens:
                webbrowser.open(place)
            # Its own log would hold the token, which stands in the first address that is asked for.
            config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
            uvicorn.Server(config).run(sockets=[listening])
    except EntenteError as error:
        stop(error)


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises EntenteError where the address or the port cannot be had."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        words = f"cannot answer on {host}, port {port}: {error.strerror or error}; try another --port"
        raise EntenteError(words) from error
    return listening


def _is_loopback(host: str) -> bool:
    import ipaddress

    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _address(host: str, port: int, token: str | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
