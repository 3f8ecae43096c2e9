"""`python -m openmash.main`, which is what ./run hands over to."""

import sys

from openmash.main.cli import main

sys.exit(main(sys.argv[1:]))
