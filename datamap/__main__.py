"""`make map`: hold the template against the map, and write what is rendered from it."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Write all that is rendered from the map; 1, with each contradiction, if template and map have any."""
    # Stores read settings when they are imported.
    from datamap import assembled, condition, erasure, export, export_plan, fides, grid, held, records  # noqa: PLC0415

    the_map = assembled.assemble()
    (ROOT / "docs" / "map.json").write_text(assembled.written(the_map))
    (ROOT / "docs" / "map.md").write_text(grid.drawn(the_map))
    (ROOT / "docs" / "fides.yml").write_text(fides.written(the_map))
    for schema in (ROOT / "docs" / "export.schema.json", export_plan.SCHEMA):
        schema.write_text(assembled.written(export.schema(the_map)))
    exported = export_plan.plan(the_map)
    export_plan.TARGET.write_text(assembled.written(exported))
    condition.render(exported)
    records.TARGET.write_text(assembled.written(records.records(the_map)))
    erasure.TARGET.write_text(assembled.written(erasure.plan(the_map)))
    found = held.findings(the_map)
    for finding in found:
        sys.stderr.write(f"map: {finding}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / part) for part in ("functions", "layers/inarax", "layers/adaptive")]
    from datamap import template

    os.environ.update(STACK_NAME=template.STACK, ACCOUNT_ID=template.ACCOUNT)
    os.environ.update(AWS_REGION=template.REGION, PUBLIC_ORIGIN=template.ORIGIN)
    sys.exit(main())
