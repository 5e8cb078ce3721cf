"""The hands that paint: one folder per engine, all behind the seam in `kadr.engines.base`."""
