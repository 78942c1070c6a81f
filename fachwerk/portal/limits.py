"""How many requests an address may send: counted so that a reverse proxy can see it, refused with 429 beyond.

The method is the generic cell rate algorithm (ITU-T I.371): of each address only the moment is kept at which all its
requests so far would have been answered, had they come evenly. The moments lie in a table of fixed size that several
processes share; two addresses that fall on one place share a limit, which among 65,536 places hardly happens. A count
may be lost when two processes write at once, never more.
"""

from __future__ import annotations

import hashlib
import math
import mmap
import struct
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import NamedTuple, TypeAlias

from django.http import HttpRequest, HttpResponse

from fachwerk.portal.packing import View
from fachwerk.portal.problems import problem
from fachwerk.settings import Network, Serving, serving_of

WINDOW = 60  # seconds
_PLACES = 1 << 16
_MOMENT = struct.Struct("d")
SIZE = _PLACES * _MOMENT.size

Address: TypeAlias = IPv4Address | IPv6Address


class Left(NamedTuple):
    """What an address may still do: how many requests, when all are back, and when it may ask again (0: now)."""

    requests: int
    reset: float
    wait: float = 0.0


class Moments:
    """The table, in memory of this process or in a file that several have open."""

    def __init__(self, path: Path | None = None) -> None:
        if path is None:
            self._table = mmap.mmap(-1, SIZE)
        else:
            with path.open("r+b") as file:
                self._table = mmap.mmap(file.fileno(), SIZE)

    def take(self, key: str, rate: int, now: float) -> Left:
        """Count a request of whoever has that key, unless it is one too many."""
        place = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) % _PLACES * _MOMENT.size
        apart = WINDOW / rate
        due = max(_MOMENT.unpack_from(self._table, place)[0], now) + apart
        if due - now > WINDOW * (1 + 1e-9):
            return Left(0, due - apart - now, due - now - WINDOW)
        _MOMENT.pack_into(self._table, place, due)
        return Left(int((WINDOW - (due - now)) / apart + 1e-6), due - now)


def limited(view: View) -> View:
    """Limit requests as the environment says."""
    return limited_by(serving_of())(view)


def limited_by(serving: Serving, now: Callable[[], float] = time.monotonic) -> Callable[[View], View]:
    """Limit requests; what is left is told in the headers `RateLimit` and `RateLimit-Policy`.

    Beside them (draft-ietf-httpapi-ratelimit-headers) stand the three older headers that many proxies read.
    """
    moments = Moments(serving.rate_table)

    def around(view: View) -> View:
        def answer(request: HttpRequest) -> HttpResponse:
            address = client_of(request.META, serving.trusted_proxies)
            rate = serving.rate_loopback if address is not None and address.is_loopback else serving.rate
            if not rate:
                return view(request)
            left = moments.take(_key(address), rate, now())
            response = _refused(left, rate) if left.wait else view(request)
            _say(response, left, rate)
            return response

        return answer

    return around


def client_of(meta: dict[str, str], trusted: Sequence[Network]) -> Address | None:
    """Give the address of whoever asks: the nearest one that is no trusted proxy; None if it is none at all."""
    found = address_of(meta.get("REMOTE_ADDR", ""))
    for said in reversed(meta.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        if found is None or not any(found in network for network in trusted):
            return found
        nearer = address_of(said)
        if nearer is None:
            return found
        found = nearer
    return found


def address_of(said: str) -> Address | None:
    """Read an address, with or without a port behind it."""
    said = said.strip()
    host = said[1:].partition("]")[0] if said.startswith("[") else said
    host = host.partition(":")[0] if host.count(":") == 1 else host
    try:
        found = ip_address(host)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _key(address: Address | None) -> str:
    """Name who is counted together: an address, or the network of 64 bits that one house has."""
    return str(int(address) >> 64) if isinstance(address, IPv6Address) else str(address)


def _refused(left: Left, rate: int) -> HttpResponse:
    said = (
        f"more than {rate} requests in {WINDOW} seconds came from this address; ask again in {math.ceil(left.wait)} s"
    )
    response = problem(HTTPStatus.TOO_MANY_REQUESTS, said)
    response["Retry-After"] = str(math.ceil(left.wait))
    return response


def _say(response: HttpResponse, left: Left, rate: int) -> None:
    reset = math.ceil(left.reset)
    response["RateLimit-Policy"] = f'"default";q={rate};w={WINDOW}'
    response["RateLimit"] = f'"default";r={left.requests};t={reset}'
    response["RateLimit-Limit"] = str(rate)
    response["RateLimit-Remaining"] = str(left.requests)
    response["RateLimit-Reset"] = str(reset)
