def from_front(axes, x):
    """Count axes of a tensor from its first."""
    if axes is None:
        return None
    axes = (axes,) if isinstance(axes, int) else axes
    return tuple(axis % len(x.shape) for axis in axes)
