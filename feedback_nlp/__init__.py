"""Dutch customer comments with scores in, a ranked list of what to improve first out."""
