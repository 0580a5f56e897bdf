"""What each theme goes with in the score, all themes side by side in one model."""
