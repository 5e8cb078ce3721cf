"""What leaves kadr: one module per format. `sheet` is the printed page."""
