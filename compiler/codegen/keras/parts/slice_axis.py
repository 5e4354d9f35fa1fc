def slice_axis(x, axis, start, size):
    """Take some positions of an axis, one after another."""
    axis = axis % x.ndim
    stop = start + size if start + size != 0 else None
    return x[(slice(None),) * axis + (slice(start, stop),)]
