"""``python -m cardecide``: the same as the command ``cardecide``."""

import sys

from cardecide.cli import main

sys.exit(main())
