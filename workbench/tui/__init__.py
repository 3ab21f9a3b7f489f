"""The screen: articles side by side, claims, verdicts, for keyboard and mouse."""

import os

# What follows the cursor is painted after it: at 60 frames a second it would come 16 ms late. Only
# what changed is painted, and animations keep a clock of their own. Textual reads this as it loads.
os.environ.setdefault("TEXTUAL_FPS", "500")
