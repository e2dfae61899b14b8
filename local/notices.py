"""Show the published versions of the privacy policy to people: a notice for each material one, and its mails."""

import datetime as dt
from pathlib import Path

import boto3
from pydantic import BaseModel

from inarax import announcements, problems, settings
from inarax.stores import base, notices
from local.settings import ROOT

FOLDER = ROOT / "functions" / "privacy" / "published" / "policy"


class _Version(BaseModel):
    """What a published version says of itself; the rest of the file is the policy."""

    version: int
    date: dt.date
    material: bool
    mail: bool
    changes: list[str]


def publish_policies(folder: Path = FOLDER) -> int:
    """Publish what has not been; how many there were. Repeating it shows and mails nothing twice."""
    told = [_Version.model_validate_json(path.read_bytes()) for path in sorted(folder.glob("[0-9]*.json"))]
    return sum(_publish(version) for version in told if version.material)


def _publish(version: _Version) -> bool:
    kind = notices.NoticeKind.POLICY
    wanted = notices.Notice(f"{kind}-{version.version}", kind, version.date, version.changes, version.mail)
    try:
        base.transact(notices.publish(wanted))
        new = True
    except problems.Conflict:
        new = False
    (shown,) = base.read(notices.of(wanted.notice_id))
    if shown is not None and shown.mail and not shown.announced:
        _announce(shown)
    return new


def _announce(notice: notices.Notice) -> None:
    """Queue the mails and only then note it: after a crash in between they are queued again, and asked for once."""
    deployed = settings.current()
    sqs = boto3.client("sqs", region_name=deployed.region)
    url = sqs.get_queue_url(QueueName=deployed.queue("announcements"))["QueueUrl"]
    for each in announcements.of_notice(notice.notice_id):
        sqs.send_message(QueueUrl=url, MessageBody=each.message())
    base.transact(notices.announced(notice))
