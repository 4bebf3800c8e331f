"""What the shop wants to say: posts, a variant for each channel, assets."""
