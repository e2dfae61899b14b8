"""Where a request came from: a full address for the time that security needs it, and a network that says less."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

type Address = IPv4Address | IPv6Address

_PREFIXES = {4: 24, 6: 48}
"""Bits that are left of an address: the 256 addresses of a small provider's block, and one site."""


def address(text: str | None) -> str | None:
    """An IPv4 or IPv6 address in its one canonical form, without a zone; None for anything else."""
    read = _read(text)
    return None if read is None else str(read)


def network(text: str | None) -> str | None:
    """The network of an address, such as 192.0.2.0/24 or 2001:db8:1::/48; None where there is no address.

    An IPv6 address that carries an IPv4 one in its first bits (6to4) is truncated as that, or /48 would tell it whole.
    """
    read = _read(text)
    if isinstance(read, IPv6Address) and read.sixtofour:
        read = read.sixtofour
    return None if read is None else str(ip_network((read, _PREFIXES[read.version]), strict=False))


def _read(text: str | None) -> Address | None:
    try:
        read = ip_address(text or "")
    except ValueError:
        return None
    if isinstance(read, IPv4Address):
        return read
    return read.ipv4_mapped or IPv6Address(int(read))  # the integer has no zone, which would be free text
