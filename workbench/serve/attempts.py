"""How often somebody may try to sign in."""

from collections import OrderedDict, deque
from ipaddress import IPv6Address, ip_address

MOST_ADDRESSES = 4096


class Attempts:
    """Counts failures by address within a window of time."""

    def __init__(self, most: int = 10, seconds: float = 300.0) -> None:
        """Allow `most` failures within `seconds` seconds."""
        self._most = most
        self._seconds = seconds
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, address: str, now: float) -> float:
        """Seconds until the address may try again; 0 if it may now."""
        failures = self._failures.get(_network(address))
        if failures is None:
            return 0.0
        while failures and failures[0] <= now - self._seconds:
            failures.popleft()
        if len(failures) < self._most:
            return 0.0
        return failures[0] + self._seconds - now

    def failed(self, address: str, now: float) -> None:
        """Count a failure; the addresses that failed longest ago are forgotten first."""
        key = _network(address)
        self._failures.setdefault(key, deque(maxlen=self._most)).append(now)
        self._failures.move_to_end(key)
        while len(self._failures) > MOST_ADDRESSES:
            self._failures.popitem(last=False)


def _network(address: str) -> str:
    """Whom an address stands for: of IPv6 the first 64 bits, since a host has all of the rest."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return str(parsed)
