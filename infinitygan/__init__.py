"""InfinityGAN: seamless landscapes of any size, rendered in constant memory."""
