from .batches import Batches


def fit(model, train_data, valid_data, *, epochs, batch, callbacks, **training):
    """Fit a model to a pair `(inputs, targets)` of arrays, or to what `fit` takes."""
    if isinstance(train_data, tuple):
        train_data = Batches(*train_data, batch, **training)
    if isinstance(valid_data, tuple):
        valid_data = Batches(*valid_data, batch)
    history = model.fit(
        train_data,
        validation_data=valid_data,
        epochs=epochs,
        callbacks=list(callbacks),
    )
    return history.history
