"""Where the frozen program begins."""

import sys

from cardecide.cli import main

sys.exit(main())
