import pytest

from workbench.domain.errors import WrongUse
from workbench.serve.attempts import MOST_ADDRESSES, Attempts
from workbench.serve.sites import site_of


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_on_this_machine_every_name_of_it_is_ours(host: str) -> None:
    site = site_of(host, 8765)
    assert site.origins == {
        "http://127.0.0.1:8765", "http://localhost:8765", "http://[::1]:8765",
    }  # fmt: skip
    assert not site.secure


def test_port_80_goes_without_saying() -> None:
    assert "http://127.0.0.1" in site_of("127.0.0.1", 80).origins


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example.org"])
def test_a_server_open_to_others_has_to_name_its_address(host: str) -> None:
    with pytest.raises(WrongUse, match="--public-url"):
        site_of(host, 8765)


def test_a_public_address_is_the_only_origin() -> None:
    site = site_of("127.0.0.1", 8765, "https://Review.example.org/desk")
    assert site.origins == {"https://review.example.org"}
    assert site.address == "https://review.example.org/desk/"
    assert site.secure


def test_the_host_may_come_with_its_standard_port_or_as_the_proxy_knows_us() -> None:
    site = site_of("127.0.0.1", 8765, "https://review.example.org")
    assert site.hosts == {
        "review.example.org", "review.example.org:443", "127.0.0.1:8765",
    }  # fmt: skip


@pytest.mark.parametrize(
    "url",
    ["review.example.org", "ftp://x", "https://", "https://x/?y", "https://u:p@x", "https://x:y"],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(WrongUse, match="is not an address"):
        site_of("127.0.0.1", 8765, url)


def test_without_a_proxy_nobody_says_where_a_request_comes_from() -> None:
    assert site_of("127.0.0.1", 8765).client("127.0.0.1", "198.51.100.1") == "127.0.0.1"


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "forged, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "198.51.100.1, 127.0.0.1", "198.51.100.1"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_of_forwarded_addresses_only_what_our_proxy_added_counts(
    peer: str, forwarded: str, client: str
) -> None:
    site = site_of("127.0.0.1", 8765, "https://review.example.org", ["10.0.0.5"])
    assert site.client(peer, forwarded) == client


def test_too_many_failures_make_wait_and_time_heals() -> None:
    attempts = Attempts(most=3, seconds=60)
    for second in range(3):
        assert attempts.wait("198.51.100.1", second) == 0
        attempts.failed("198.51.100.1", second)
    assert attempts.wait("198.51.100.1", 10) == 50
    assert attempts.wait("198.51.100.1", 60) == 0


def test_failures_of_one_do_not_lock_out_another() -> None:
    attempts = Attempts(most=1)
    attempts.failed("198.51.100.1", 0)
    assert attempts.wait("198.51.100.2", 0) == 0


def test_a_host_with_many_addresses_counts_as_one() -> None:
    attempts = Attempts(most=1)
    attempts.failed("2001:db8:0:1::1", 0)
    assert attempts.wait("2001:db8:0:1:ffff::2", 0) > 0
    assert attempts.wait("2001:db8:0:2::1", 0) == 0


def test_counting_takes_bounded_room() -> None:
    attempts = Attempts(most=1)
    for number in range(MOST_ADDRESSES + 10):
        attempts.failed(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 0)
    assert attempts.wait("10.0.0.0", 0) == 0
    assert len(attempts._failures) == MOST_ADDRESSES
