"""Which network addresses may be fetched from, and under which IP address a host is reached."""

from __future__ import annotations

import ipaddress
import socket

from onrecord.errors import FetchError

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv6 ranges that carry an IPv4 address in their last 32 bits (NAT64, and its local-use form).
_CARRIES_IPV4 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def is_public(address: str) -> bool:
    """Say whether an IP address lies in the public internet.

    Loopback, private, link-local, carrier-grade NAT, reserved, unspecified and multicast addresses do
    not, nor does an IPv6 address that stands for such an IPv4 address.
    """
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    if mapped is not None:
        return _is_public(mapped)
    return all(_is_public(one) for one in (ip, *_embedded(ip)))


def resolve(host: str, port: int, where: str, *, allow_private: bool) -> list[str]:
    """Return the IP addresses of a host, in the order in which to try them.

    Raises `FetchError` when the host has none, or when any of them is not public and `allow_private` is
    not set: a name with one public and one private address is how such checks are got round.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            where, f"the host {host} is not known", "check the address and the connection"
        ) from error
    addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not addresses:
        raise FetchError(where, f"the host {host} is not known", "check the address and the connection")
    if not allow_private and not all(is_public(address) for address in addresses):
        raise FetchError(where, f"{host} is in a private network", "--allow-private fetches it nevertheless")
    return addresses


def _is_public(ip: _IP) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _embedded(ip: _IP) -> list[_IP]:
    if not isinstance(ip, ipaddress.IPv6Address):
        return []
    found: list[_IP] = [part for part in (ip.sixtofour,) if part is not None]
    found += list(ip.teredo or ())
    if any(ip in network for network in _CARRIES_IPV4):
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return found
