"""From features to themes: train, predict, explain, save, load."""
