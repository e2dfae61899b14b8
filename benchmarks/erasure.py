"""What erasing a learner costs: calls to AWS, dollars at list prices, and whether erasures hinder each other.

The learner has 1,000 items, at least one in each store that is erased by items, and an object in each bucket. Their
erasure runs as it is deployed, from its request to its receipt, and every attempt of every call is counted at the
client. Nothing fails and no index lags; what that costs on top is not in the figures.

`calls_ratio` is about the work of erasing: the calls that the erasing steps send to the store they erase, to list what
is there, to delete it, and to see it gone from the indexes, over the least that could do it. That least is, for each
store, one call that lists (a page of a Query holds a megabyte, an S3 listing 1,000 keys, an S3 listing of unended
uploads is one more) and one call that deletes for every 25 items or 1,000 objects that are there. The rest, which is
the same however much there is, is `calls_beside`: reading the request and the holds, noting what was found, reading
back, telling, unlinking, closing.

`foreign_items_touched` are items read or written that belong to somebody else; `scans` are calls that read a table
from end to end. `concurrent_ratio` is calls per learner when 100 erasures run at once over the calls when one runs
alone, each of a learner with 60 items.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil

from benchmarks import environment, prices, report
from benchmarks.metering import Call
from benchmarks.prices import Used

SEED = 7
ITEMS = 1_000
AT_ONCE, FEW = 100, 60
_GIGABYTES = 0.5
"""Of memory, which template.yaml gives every function."""
_BATCHES = {"BatchWriteItem": 25, "DeleteObjects": 1_000}
_LISTS = frozenset({"ListObjectsV2", "ListObjectVersions", "ListMultipartUploads"})


def of_erasing(calls: Iterable[Call]) -> list[Call]:
    """Those that the erasing steps send to the store they erase."""
    from inarax import settings
    from rights.erasure import plan

    def erased(call: Call) -> bool:
        step, name, *_ = call.door.split()
        if step != "RightsErasing":
            return False
        store, deployed = plan.current().store(name), settings.current()
        return call.store == (deployed.bucket(store.bucket) if store.bucket else deployed.table(store.name))

    return [call for call in calls if erased(call)]


def least(calls: Sequence[Call]) -> int:
    """The fewest calls that list and delete what these do: where all is there at once, and is gone over once."""
    from rights.erasure import plan

    planned = plan.current()
    listings = sum(2 if store.bucket else 1 for store in (*planned.first, *planned.last))
    deleted = Counter[tuple[str, str]]()
    for call in calls:
        if call.operation in _BATCHES:
            deleted[call.operation, call.store] += call.written
    return listings + sum(ceil(items / _BATCHES[operation]) for (operation, _), items in deleted.items())


def used(calls: Sequence[Call], transitions: int, invocations: int, seconds: float) -> Used:
    """What is billed."""
    operations = Counter(call.operation for call in calls)
    return Used(
        sum(call.read_units for call in calls),
        sum(call.write_units for call in calls),
        transitions,
        invocations,
        seconds * _GIGABYTES,
        sum(operations[each] for each in _LISTS),
        sum(call.service == "kms" for call in calls) - operations["Sign"],
        operations["Sign"],
        operations["SendEmail"],
    )


def foreign(calls: Iterable[Call], *theirs: str) -> int:
    """Items touched that are named by nothing of theirs."""
    return sum(key not in theirs for call in calls for _, key in call.touched)


def main() -> None:
    """Measure, and write results/erasure.json."""
    environment.enter(POWERTOOLS_LOG_LEVEL="CRITICAL", RIGHTS_COUNTRY="IE")
    from benchmarks.erasing import bench

    with bench(SEED) as made:
        made.learner(FEW, asks=False)
        learner = made.learner(ITEMS)
        alone = made.erase(learner)
        transitions = made.entered()
        few = made.erase(made.learner(FEW))
        together = made.erase(*(made.learner(FEW) for _ in range(AT_ONCE)))
    calls = alone.of_steps
    erasing = of_erasing(calls)
    cost = prices.of(used(alone.calls, transitions, alone.invocations, alone.seconds))
    report.write(
        "erasure",
        {
            "scans": sum(call.operation == "Scan" for run in (alone, few, together) for call in run.calls),
            "foreign_items_touched": foreign(calls, *learner.names),
            "calls_ratio": len(erasing) / least(erasing),
            "calls_erasing": len(erasing),
            "calls_least": least(erasing),
            "calls_beside": len(calls) - len(erasing),
            "calls_at_60_items": len(few.of_steps),
            "usd_per_learner": sum(cost.values()),
            **{f"usd_of_1000_{service}": 1_000 * usd for service, usd in cost.items()},
            "write_units": sum(call.write_units for call in alone.calls),
            "read_units": sum(call.read_units for call in alone.calls),
            "transitions": transitions,
            "invocations": alone.invocations,
            "at_once": AT_ONCE,
            "concurrent_ratio": len(together.of_steps) / AT_ONCE / len(few.of_steps),
            "items_that_two_touch": together.shared,
        },
        "botocore",
        "pynamodb",
        "moto",
        seed=SEED,
    )


if __name__ == "__main__":
    main()
