def leaves(model):
    """Give every layer of a model, those of models within it too."""
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from leaves(layer)
        else:
            yield layer
