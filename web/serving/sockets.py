"""Listening: the sockets of an address, opened once and shared by all serving processes."""

import errno
import socket
from collections.abc import Sequence

from corpus.errors import SuwenError

WAITING = 1024
"""Connections that may wait to be taken."""

_REASONS = {
    errno.EADDRINUSE: ("端口 {port} 已被占用，请用 --port 换一个", "port {port} is in use"),
    errno.EACCES: ("没有权限使用端口 {port}，请用 --port 换一个大于 1024 的", "port {port} is not permitted"),
    errno.EADDRNOTAVAIL: ("本机没有 {host} 这个地址", "this machine has no address {host}"),
}
_OTHER = ("不能在 {host}:{port} 上启动服务", "cannot listen on {host}:{port}")


def listen(host: str, port: int) -> Sequence[socket.socket]:
    """Sockets that listen at every address of `host`; port 0 takes a free one, the same for all.

    Raises `SuwenError` if the address cannot be had.
    """
    sockets: list[socket.socket] = []
    try:
        for family, *_, place in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=socket.AI_PASSIVE
        ):
            taken = sockets[0].getsockname()[1] if sockets else place[1]
            sockets.append(socket.create_server((str(place[0]), int(taken)), family=family, backlog=WAITING))
    except (OSError, OverflowError) as error:
        close(sockets)
        zh, en = _REASONS.get(getattr(error, "errno", None) or 0, _OTHER)
        raise SuwenError(zh.format(host=host, port=port), en.format(host=host, port=port)) from error
    return sockets


def address(sockets: Sequence[socket.socket]) -> str:
    """The address of the first of them, as a browser takes it."""
    host, port = sockets[0].getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def close(sockets: Sequence[socket.socket]) -> None:
    """Listen no more in this process."""
    for opened in sockets:
        opened.close()
