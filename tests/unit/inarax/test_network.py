"""An address has one form, and its network never tells which host it was."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inarax.network import address, network

v4 = st.integers(0, 2**32 - 1).map(IPv4Address)
v6 = st.integers(0, 2**128 - 1).map(IPv6Address).filter(lambda one: not one.ipv4_mapped and not one.sixtofour)
hosts4 = st.integers(0, 2**8 - 1)
hosts6 = st.integers(0, 2**80 - 1)


@pytest.mark.parametrize(
    ("sent", "full", "truncated"),
    [
        ("192.0.2.77", "192.0.2.77", "192.0.2.0/24"),
        ("2001:DB8:1:2::77", "2001:db8:1:2::77", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.77", "192.0.2.0/24"),
        ("2002:c000:24d::1", "2002:c000:24d::1", "192.0.2.0/24"),
        ("fe80::1%written by somebody", "fe80::1", "fe80::/48"),
    ],
)
def test_an_address_has_one_form_and_a_network(sent, full, truncated):
    assert (address(sent), network(sent)) == (full, truncated)


@pytest.mark.parametrize("sent", [None, "", "localhost", "192.0.2", "192.0.2.1, 192.0.2.2", "192.0.2.1:80", "1" * 5000])
def test_what_is_no_address_is_none(sent):
    assert address(sent) is None
    assert network(sent) is None


@given(st.text())
def test_no_text_is_kept_that_is_no_address(sent):
    kept = address(sent)
    assert kept is None or str(ip_address(kept)) == kept


@given(v4, hosts4)
def test_a_network_never_reveals_the_host_of_an_ipv4_address(one, host):
    neighbour = IPv4Address(int(one) >> 8 << 8 | host)
    assert network(str(one)) == network(str(neighbour))
    assert ip_network(network(str(one))).num_addresses == 2**8


@given(v6, hosts6)
def test_a_network_never_reveals_the_host_of_an_ipv6_address(one, host):
    neighbour = IPv6Address(int(one) >> 80 << 80 | host)
    assert network(str(one)) == network(str(neighbour))
    assert ip_network(network(str(one))).num_addresses == 2**80


@given(v4, hosts4)
def test_an_ipv4_address_within_an_ipv6_one_is_truncated_as_what_it_is(one, host):
    neighbour = int(one) >> 8 << 8 | host
    for within in (f"::ffff:{one}", str(IPv6Address((0x2002 << 112) | (int(one) << 80) | host))):
        assert network(within) == network(str(IPv4Address(neighbour)))
