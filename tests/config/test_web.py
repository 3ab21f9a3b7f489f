"""Addresses of the web."""

import pytest

from workbench.config.web import is_web_address


@pytest.mark.parametrize("text", ["https://example.org", "http://[::1]:8080/a?b#c"])
def test_an_address_names_a_host_by_http(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text", ["", "example.org", "ftp://example.org", "https://", "http://[x", "http://x:port"]
)
def test_what_nobody_could_follow_is_none(text: str) -> None:
    assert not is_web_address(text)
