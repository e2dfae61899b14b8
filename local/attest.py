"""Sign the report of the last proof of the privacy policy, as whoever deploys it: no door may sign with this key."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import boto3

from inarax import ledger, public_key, settings, signing
from local.settings import ROOT

REPORT = ROOT / "functions" / "privacy" / "published" / "proof.json"


def sign(key: str, report: Path = REPORT) -> bool:
    """Leave the signature where the proof page finds it; False where it is there already, or no proof was run."""
    if not report.is_file():
        return False
    deployed = settings.current()
    ssm = boto3.client("ssm", region_name=deployed.region)
    place = f"/{deployed.stack}/proof-signature"
    digest = hashlib.sha256(report.read_bytes()).hexdigest()
    kept = json.loads(ssm.get_parameter(Name=place)["Parameter"]["Value"])
    if (kept.get("sha256"), kept.get("key", {}).get("kid")) == (digest, key):
        return False
    statement = ledger.canonical({"sha256": digest, "signed_at": datetime.now(UTC).isoformat(timespec="seconds")})
    signature = {
        "sha256": digest,
        "statement": statement.decode(),
        "signature": ledger.encoded(signing.sign(statement, key)),
        "key": public_key.of(key).model_dump(),
    }
    ssm.put_parameter(Name=place, Value=json.dumps(signature), Type="String", Overwrite=True)
    return True


def key() -> str:
    """The id of this deployment's key, from the outputs of its stack."""
    deployed = settings.current()
    cloudformation = boto3.client("cloudformation", region_name=deployed.region)
    (stack,) = cloudformation.describe_stacks(StackName=deployed.stack)["Stacks"]
    return next(str(one["OutputValue"]) for one in stack["Outputs"] if one["OutputKey"] == "ProofKeyId")
