import keras


def as_model(function, *tensors, name):
    """Make a model of a function of tensors, with the same weights at each call."""
    inputs = [keras.Input(tensor.shape[1:], dtype=tensor.dtype) for tensor in tensors]
    return keras.Model(inputs, function(*inputs), name=name)
