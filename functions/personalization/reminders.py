"""Every hour: ask for a mail to those of a shard who consented to be reminded and of whom a review is due.

Purpose: reminders, on consent. Stores: reminders (who there is, by index), standings, enrollments, courses, beliefs
(read), mails (read, write); outlines in S3. The mail says that something is due, and not what.
"""

from inarax import schedules
from personalization import rounds

_RESERVE = 10_000
"""Milliseconds that are left for the learner under way, and the answer."""

handler = schedules.handler(__name__, rounds.run, reserve=_RESERVE)
