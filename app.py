"""kadr's studio at http://localhost:8080."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from kadr.checkout import enter

if __name__ == "__main__":
    enter(__file__)
    from kadr.cli import main

    sys.exit(main(["serve", *sys.argv[1:]]))
