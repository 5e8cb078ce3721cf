"""What this machine can do, by the clock and not by promise."""
