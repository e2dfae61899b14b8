"""What a deployment decides for mail, read from the environment that template.yaml gives each door of this room."""

import os


def sender() -> str:
    """The From header of every mail."""
    return os.environ["MAIL_FROM"]


def configuration_set() -> str:
    """SES's configuration set: it reports bounces and complaints."""
    return os.environ["MAIL_CONFIGURATION_SET"]


def news_mac_key() -> str:
    """The KMS key of the links in mails about news."""
    return os.environ["NEWS_MAC_KEY"]


def announcements() -> str:
    """The queue of what everybody is to be told."""
    return os.environ["ANNOUNCEMENTS_QUEUE"]
