"""Metrics, theme counts and the ranking."""
