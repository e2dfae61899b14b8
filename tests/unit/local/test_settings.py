import os
import socket
from pathlib import Path

import pytest
from local.settings import LOOPBACK, Stack, free_ports, is_taken


def test_a_stack_is_found_again_by_the_file_it_wrote(tmp_path: Path) -> None:
    stack = Stack(port=8100, gateway=8101, folder=tmp_path)
    stack.save()
    assert Stack.load(stack.file) == stack


def test_clients_of_a_stack_are_sent_to_it_and_told_nothing_of_the_machine_s_own_account() -> None:
    aws = Stack(gateway=9001).aws
    assert aws["AWS_ENDPOINT_URL"] == "http://127.0.0.1:9001"
    assert aws["AWS_CONFIG_FILE"] == aws["AWS_SHARED_CREDENTIALS_FILE"] == os.devnull


def test_free_ports_are_different_and_free() -> None:
    ports = free_ports(5)
    assert len(set(ports)) == 5
    assert not any(map(is_taken, ports))


@pytest.mark.parametrize(("family", "address"), [(socket.AF_INET, LOOPBACK), (socket.AF_INET6, "::1")])
def test_a_port_is_taken_while_somebody_listens_on_either_loopback(family: int, address: str) -> None:
    with socket.socket(family) as listener:
        try:
            listener.bind((address, 0))
        except OSError:
            pytest.skip("this machine has no such loopback")
        listener.listen()
        assert is_taken(listener.getsockname()[1])
