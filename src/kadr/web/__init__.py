"""kadr in the browser: its guard, its pages and what they ask for."""
