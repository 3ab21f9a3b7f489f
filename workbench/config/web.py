"""What counts as an address of the web."""


def is_web_address(text: str) -> bool:
    """Whether it names a host by http or https, so that others can follow it."""
    from urllib.parse import urlsplit

    try:
        address = urlsplit(text)
        # Asking for the port finds out whether it is a number.
        return address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        return False
