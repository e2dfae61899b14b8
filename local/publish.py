"""Publish the policy's notices, the signature on its proof and every course in courses/ to the stack that the
environment names: with the product's own stores, as on AWS.

It is a process of its own, since the store reads its stack, region and endpoint from the environment once a process.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import boto3
from authoring.bundle import Bundle, bundle
from authoring.check import load
from authoring.problems import InvalidCourseError
from authoring.publish import publish

from inarax import settings
from inarax.stores import base, courses
from local import attest, notices
from local.progress import out
from local.settings import ROOT


def point(course: str, version: str, title: str, summary: str) -> None:
    """Make a version the current one."""
    base.transact(courses.point(courses.Edition(course, version, title, summary, datetime.now(UTC))))


def publish_new(made: Bundle) -> bool:
    """Publish a bundle unless its version is the current one; return whether it was."""
    (current,) = base.read(courses.current(made.course))
    if current is not None and current.version == made.version:
        return False
    deployed = settings.current()
    publish(
        made,
        s3=boto3.client("s3", region_name=deployed.region),
        courses_bucket=deployed.bucket("courses"),
        keys_bucket=deployed.bucket("answer-keys"),
        point=point,
    )
    return True


def main(folder: Path = ROOT / "courses") -> int:
    """Publish all; 1 if a course cannot be. The policy is in force by now, so what tells of it waits for no course."""
    out(f"notices of policy changes: {notices.publish_policies()} new")
    out(f"proof of the policy: {'signed' if attest.sign(attest.key()) else 'nothing new to sign'}")
    for manifest in sorted(folder.glob("*/course.yaml")):
        try:
            made = bundle(load(manifest.parent))
        except InvalidCourseError as error:
            out(f"{manifest.parent}: {error}")
            return 1
        out(f"{made.course} {made.version}: {'published' if publish_new(made) else 'current already'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
