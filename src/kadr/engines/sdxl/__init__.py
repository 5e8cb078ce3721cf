"""The engine that finishes pictures: SDXL with an IP-Adapter through diffusers' components, one file per stage.

    parts      where the components of a model are
    encode     prompts into embeddings
    faces      reference faces into the adapter's tokens
    bind       keys and values of text and faces, computed once
    attention  cross-attention that looks at them; regions: whose face is heard where
    unet       the UNet without the layers whose work is done beforehand; int8, packed, lora: its weights
    start      pictures to start from into latents
    denoise    noise into latents; sampler: diffusers' schedulers from samplers that are data
    decode     latents into a picture
    session    all of them in turn, and what is in memory when; release, shortage: memory given back, and run out of

Only `told` and `engine` may be imported without torch.
"""
