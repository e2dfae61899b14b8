"""Run one of the commands for a course's author, on what the product itself says of answers."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "layers" / "inarax"))
    from authoring.commands import main

    sys.exit(main())
