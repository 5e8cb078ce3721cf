"""Storyboards with the same character in every panel, on a small machine."""
