"""The engine that finishes pictures: SDXL with an IP-Adapter through diffusers' components, one file per stage.

    parts      where the components of a model are
    encode     prompts into embeddings
    faces      reference faces into the adapter's tokens
    bind       keys and values of text and faces, computed once
    unet       the UNet without the layers whose work is done beforehand
    denoise    noise into latents
    decode     latents into a picture
    session    all of them in turn, and what is in memory when

Only `told` and `engine` may be imported without torch.
"""
