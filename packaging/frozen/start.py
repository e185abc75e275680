"""Where the frozen program begins."""

import sys
from multiprocessing import freeze_support

# A process of several that share a cohort starts here too.
freeze_support()

from cardecide.cli import main  # noqa: E402

sys.exit(main())
