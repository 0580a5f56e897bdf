"""From comment text to tokens, segments and features."""
