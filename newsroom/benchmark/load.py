"""Asks a web server for addresses over connections that stay open, as fast as it answers.

`python -m newsroom.benchmark.load` reads from its input a JSON object: port, seconds, connections, requests (each the
address, its further headers and, where it is a post, its body; after the last it begins anew). It prints one: how many
were answered by status, the milliseconds each took (median, 99th of a hundred, longest), and which share of a core the
asking itself took: from about 0.9 on, what was measured is the asking, not the server.
"""

import json
import re
import selectors
import socket
import sys
import time
from collections import Counter

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


class Connection:
    """One connection with one request under way."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

    def ask(self, request):
        self.received, self.asked_at = b"", time.perf_counter()
        self.socket.sendall(request)

    def read(self):
        """Take what has arrived; return the status once the answer is whole, else None. Raises OSError at its end."""
        arrived = self.socket.recv(262_144)
        if not arrived:
            raise ConnectionError("The server closed the connection.")
        self.received += arrived
        head = self.received.find(_END)
        if head < 0:
            return None
        status = int(self.received[9:12])
        length = _LENGTH.search(self.received, 0, head)
        body = int(length[1]) if length and status != 304 else 0
        if not length and status not in (204, 304):
            raise ValueError("An answer without Content-Length.")
        return status if len(self.received) >= head + len(_END) + body else None


def written(host, address, headers, body=None):
    """Return a request as it goes over the line: a GET, or a POST where there is a body."""
    method, sent = ("GET", {}) if body is None else ("POST", {"Content-Length": len(body.encode())})
    said = {"Host": host, **headers, **sent}
    lines = [f"{method} {address} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join([*lines, "", body or ""]).encode()


def run(port, seconds, connections, requests, host="127.0.0.1"):
    """Ask for so many seconds; return what came of it."""
    texts = [written(host, *request) for request in requests]
    statuses, times, number, failed = Counter(), [], 0, 0
    selector = selectors.DefaultSelector()

    def begin(connection):
        nonlocal number
        connection.ask(texts[number % len(texts)])
        number += 1

    for _ in range(connections):
        connection = Connection(port)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        begin(connection)
    started, worked = time.perf_counter(), time.process_time()
    end = started + seconds
    while (now := time.perf_counter()) < end:
        for key, _events in selector.select(timeout=end - now):
            connection = key.data
            try:
                status = connection.read()
            except OSError:
                failed += 1
                selector.unregister(connection.socket)
                connection = Connection(port)
                selector.register(connection.socket, selectors.EVENT_READ, connection)
                begin(connection)
                continue
            if status is not None:
                statuses[status] += 1
                times.append(time.perf_counter() - connection.asked_at)
                begin(connection)
    took, worked = time.perf_counter() - started, time.process_time() - worked
    times = sorted(times) or [float("inf")]
    return {
        "statuses": {str(status): count for status, count in statuses.items()},
        "failed": failed,
        "rate": sum(statuses.values()) / took,
        "median": 1000 * times[len(times) // 2],
        "p99": 1000 * times[int(len(times) * 0.99)],
        "longest": 1000 * times[-1],
        "asking": worked / took,
    }


if __name__ == "__main__":
    print(json.dumps(run(**json.load(sys.stdin))))
