# kadr's settings. This file is data: NAME = value, one a line; kadr reads it and never runs it.
# `kadr config` shows every setting, its value, and where it came from. docs/settings.md explains each.

# Picture size, in pixels
IMAGE_WIDTH = 768
IMAGE_HEIGHT = 768

# Speed against quality: this is the preset FAST (the others: --preset ultra_fast, balanced, quality)
NUM_INFERENCE_STEPS = 12
GUIDANCE_SCALE = 6.5
IP_ADAPTER_SCALE = 0.50

# Memory: wishes. The memory plan decides what is done on this machine, and says why where it differs
ENABLE_ATTENTION_SLICING = True
ENABLE_VAE_SLICING = True
ENABLE_VAE_TILING = True
ENABLE_CHANNELS_LAST = True
SKIP_SAFETY_CHECKER = True
ENABLE_MODEL_CPU_OFFLOAD = False
