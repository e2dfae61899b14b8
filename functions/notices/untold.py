"""Recipients who could not be told what became of the data that they were given: an alarm has a person tell them."""

from inarax import logs


def measure(count: int) -> None:
    """So many more, from whichever door learns of it."""
    logs.measured(__name__, RecipientsUntold=count)
