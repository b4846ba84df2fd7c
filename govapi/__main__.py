"""``python -m govapi`` is the command ``govapi``."""

import sys

from govapi.cli import main

if __name__ == "__main__":
    sys.exit(main())
