"""The colours of a report: ink on paper, greys, and one accent."""

ACCENT = "#a83a1b"
ACCENT_TINT = "#f6ddd2"
INK = "#1d1f21"
MUTED = "#595f66"
LINE = "#d9d6d0"
PAPER = "#ffffff"
PANEL = "#f6f4f0"
TONES = {"low": "#4d545c", "middle": "#c9ccd0", "high": "#8f979f", "plain": "#7a828a"}
"""Of score bands: dark for those that pull a metric down."""
