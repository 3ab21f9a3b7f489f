"""Which addresses are ours: against foreign pages, and against names that others point at us."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from workbench.domain.errors import WrongUse

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Site:
    """Where the server can be reached."""

    address: str
    """What to type into the browser."""
    origins: frozenset[str]
    """`scheme://host[:port]` of our own pages."""
    hosts: frozenset[str]
    """What a request's Host may be."""
    secure: bool
    """Whether browsers reach us by TLS."""
    proxies: frozenset[str]
    """Addresses whose X-Forwarded headers are believed."""

    def client(self, peer: str, forwarded: str) -> str:
        """Who asks.

        Args:
            peer: the address at the other end of the connection.
            forwarded: the X-Forwarded-For header; only what our proxy added last counts.
        """
        if peer not in self.proxies or not forwarded:
            return peer
        for address in reversed([part.strip() for part in forwarded.split(",")]):
            if address not in self.proxies:
                return address
        return peer


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches that host."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def site_of(host: str, port: int, public_url: str = "", proxies: Iterable[str] = ()) -> Site:
    """What the options come to.

    Args:
        host: the address bound to.
        port: the port bound to.
        public_url: what others type into their browsers; empty if there is no proxy.
        proxies: addresses of the proxy, besides this machine's own.

    Raises:
        WrongUse: if the public address can't be one, or is needed and missing.
    """
    if not public_url:
        if not is_loopback(host):
            raise WrongUse(
                f"--host {host} is open to others, who need an address to come to",
                hint="name it: --public-url https://…",
            )
        names = {_netloc("http", name, port) for name in ("127.0.0.1", "localhost", "::1", host)}
        origins = frozenset(f"http://{name}" for name in names)
        own = f"http://{_netloc('http', host, port)}/"
        return Site(own, origins, frozenset(names), secure=False, proxies=frozenset())
    scheme, netloc, path = _public(public_url)
    hosts = {netloc, _netloc("", host, port)}
    if scheme in _PORTS and ":" not in netloc.rpartition("]")[2]:
        hosts.add(f"{netloc}:{_PORTS[scheme]}")
    return Site(
        f"{scheme}://{netloc}{path}",
        frozenset({f"{scheme}://{netloc}"}),
        frozenset(hosts),
        secure=scheme == "https",
        proxies=frozenset({"127.0.0.1", "::1", *proxies}),
    )


def _public(url: str) -> tuple[str, str, str]:
    wrong = WrongUse(
        f"--public-url {url!r} is not an address", hint="for example https://review.example.org/"
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.query or parts.username:
        raise wrong
    default = _PORTS[parts.scheme]
    netloc = _netloc(parts.scheme, parts.hostname, port or default)
    return parts.scheme, netloc, parts.path.rstrip("/") + "/"


def _netloc(scheme: str, host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host.lower()
    return name if _PORTS.get(scheme) == port else f"{name}:{port}"
