"""What MiniStack saved at its last stop, put right before it starts again."""

import ast
import json
import shutil
import threading
import time
from pathlib import Path

from local.settings import Stack


def services(stack: Stack) -> Path:
    """Written as it stops: a file a service."""
    return stack.folder / "state" / "services"


def objects(stack: Stack) -> Path:
    """Written at once: objects as files, by account and bucket."""
    return stack.folder / "state" / "objects"


def temporary(stack: Stack) -> Path:
    """Where MiniStack unpacks each worker with its layers, and leaves it."""
    return stack.folder / "tmp"


def prepare(stack: Stack) -> None:
    """Make the folders, empty the temporary one, and mend what a restart or a killed emulator leaves amiss."""
    discard(temporary(stack))
    for folder in (temporary(stack), services(stack), objects(stack)):
        folder.mkdir(parents=True, exist_ok=True)
    rewind_streams(services(stack) / "lambda.json")
    forget_unsaved_buckets(services(stack) / "s3.json", objects(stack))


def discard(folder: Path) -> None:
    """Empty a folder of many thousand files without waiting for it: move it aside, delete it in the background."""
    if folder.exists():
        folder.rename(folder.with_name(f"{folder.name}.{time.time_ns()}"))
    old = list(folder.parent.glob(f"{folder.name}.*"))
    # Should this process end before, the next one finds the rest.
    threading.Thread(target=lambda: [shutil.rmtree(one, ignore_errors=True) for one in old], daemon=True).start()


def rewind_streams(saved: Path) -> None:
    """Set every saved position in a table's stream to its start.

    The records of a stream are not saved, so the stream is empty after a start; a position kept from before would
    skip as many new events as had been read.
    """
    if not saved.exists():
        return
    # The file holds the code of every function, so only the part in question is decoded.
    before, mark, rest = saved.read_text().rpartition('"dynamodb_stream_positions": ')
    if not mark:
        return
    positions, end = json.JSONDecoder().raw_decode(rest)
    if any(positions["data"].values()):
        positions["data"] = dict.fromkeys(positions["data"], 0)
        whole = saved.with_suffix(".part")
        whole.write_text(before + mark + json.dumps(positions) + rest[end:])
        whole.replace(saved)


def forget_unsaved_buckets(saved: Path, data: Path) -> None:
    """Delete the files of buckets that the saved state does not know: those of a stack whose emulator was killed.

    Objects are written at once and all else at a stop, so a kill leaves buckets that no CloudFormation stack owns and
    that hinder the next deploy from making them.
    """
    known: set[str] = set()
    if saved.exists():
        # Keys are an account, a zero byte, and the bucket's name as a Python literal.
        named = json.loads(saved.read_text())["payload"]["buckets_meta"]["data"]
        known = {str(ast.literal_eval(key.partition("\0")[2])) for key in named}
    for bucket in data.glob("[0-9]*/*"):
        if bucket.is_dir() and bucket.name not in known:
            shutil.rmtree(bucket)
