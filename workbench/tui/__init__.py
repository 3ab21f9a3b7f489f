"""The screen: articles side by side, claims, verdicts, for keyboard and mouse."""
