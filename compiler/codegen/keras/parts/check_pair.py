import keras


def check_pair(model, data):
    """Check that data are inputs and targets: as many, and targets by output."""
    if len(data) != 2:
        raise ValueError(f"data are a pair (inputs, targets), not {len(data)} things")
    inputs, targets = data
    if isinstance(model.loss, dict):
        heads = ", ".join(map(repr, model.loss))
        if not isinstance(targets, dict):
            raise ValueError(
                f"targets are a dict of arrays by {heads}; "
                f"these are a value of type {type(targets).__name__}"
            )
        missing = [repr(head) for head in model.loss if head not in targets]
        if missing:
            given = ", ".join(map(repr, targets)) or "nothing"
            raise ValueError(
                f"targets lack {', '.join(missing)}: "
                f"they are a dict of arrays by {heads}, and have {given}"
            )
    elif isinstance(targets, dict):
        raise ValueError("targets are an array, since the model has one output")
    counts = {len(array) for array in keras.tree.flatten((inputs, targets))}
    if len(counts) > 1:
        raise ValueError(
            f"inputs and targets have {' and '.join(map(str, sorted(counts)))} examples"
        )
