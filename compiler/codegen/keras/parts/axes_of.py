def axes_of(x):
    """Give all axes but that of the batch."""
    return tuple(range(1, len(x.shape)))
