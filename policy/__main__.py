"""`make policy`: publish a new version of the privacy policy, if anything in it or under it changed."""

import os
import sys
from datetime import UTC, datetime

from policy.mutating import ROOT


def main() -> None:
    """Publish what is pending, and write what the proof page lists."""
    from policy import clauses, proving, versions  # noqa: PLC0415  after the environment is set

    proving.CLAIMS.write_text(proving.text(proving.claims()))
    pending = versions.pending(on=datetime.now(UTC).date())
    if pending:
        versions.publish(pending)
    told = f"published as version {pending['version']}" if pending else "nothing to publish"
    print(f"{clauses.told()}; {told}")


if __name__ == "__main__":
    os.environ.update(
        STACK_NAME="inarax", ACCOUNT_ID="0", AWS_REGION="eu-west-1", PUBLIC_ORIGIN="https://inarax.example"
    )
    sys.path[:0] = [str(ROOT / part) for part in ("functions", "layers/inarax", "layers/adaptive")]
    main()
