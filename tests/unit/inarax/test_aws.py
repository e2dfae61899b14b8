"""The shortcuts of our botocore session: the same data as botocore's own loader reads."""

import inspect
import json
import re

import pytest
from botocore import credentials, tokens
from botocore.loaders import Loader

from inarax import aws


@pytest.fixture
def ours() -> Loader:
    """One that no client was made from: botocore changes the models that it makes clients of."""
    return aws.dynamodb.__wrapped__().session.get_component("data_loader")


@pytest.mark.parametrize("name", ["endpoints", "partitions", "sdk-default-configuration", "_retry"])
def test_shared_data_reads_as_botocore_reads_it_in_order_too(ours, name):
    assert json.dumps(ours.load_data(name)) == json.dumps(Loader().load_data(name))


@pytest.mark.parametrize("kind", ["service-2", "endpoint-rule-set-1"])
@pytest.mark.parametrize("service", aws._SERVICES)
def test_a_service_model_reads_as_botocore_reads_it_in_order_too(ours, service, kind):
    assert json.dumps(ours.load_service_model(service, kind)) == json.dumps(Loader().load_service_model(service, kind))


def test_what_botocore_does_not_find_we_do_not_find_either(ours):
    assert ours.file_loader.load_file("/nowhere/service-2") is None


def test_every_service_that_botocore_may_ask_for_credentials_is_found():
    """A function is given its own; who publishes from a machine assumes a role, or has signed in."""
    asking = inspect.getsource(credentials) + inspect.getsource(tokens)
    asked = set(re.findall(r"""(?:create_client|_client_creator|client_creator)\(\s*["']([a-z-]+)["']""", asking))
    assert {"sso", "sts"} <= asked
    assert asked <= set(aws._SERVICES)
