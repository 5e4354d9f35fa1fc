import math

import keras
import numpy as np


class Batches(keras.utils.PyDataset):
    """Batches of arrays; where they are to train, in a new order each epoch."""

    def __init__(
        self,
        inputs,
        targets,
        size,
        *,
        seed=None,
        augment=None,
        balance=None,
        class_weights=False,
    ):
        super().__init__()
        self.arrays = keras.tree.map_structure(np.asarray, (inputs, targets))
        self.weights = self.weigh(class_weights) if class_weights else None
        self.size = size
        self.augment = augment
        self.balance = balance
        self.random = None if seed is None else np.random.default_rng(seed)
        self.on_epoch_end()

    def __len__(self):
        """Give how many batches there are."""
        return math.ceil(len(self.order) / self.size)

    def __getitem__(self, index):
        """Give one batch."""
        picked = self.order[index * self.size :][: self.size]
        batch = keras.tree.map_structure(lambda array: array[picked], self.arrays)
        if self.augment is not None:
            batch = self.augment(*batch)
        if self.weights is None:
            return batch
        weights = keras.tree.map_structure(lambda array: array[picked], self.weights)
        return *batch, weights

    def weigh(self, head):
        """Give what the loss of each example counts by how rare its class is.

        `head`: the output of the class; true where it is the only one.
        """
        targets = self.arrays[1]
        classes = np.reshape(targets if head is True else targets[head], -1)
        _, kinds, counts = np.unique(classes, return_inverse=True, return_counts=True)
        weights = (len(classes) / (len(counts) * counts))[kinds].astype("float32")
        if head is True:
            return weights
        return {
            name: weights if name == head else np.ones_like(weights) for name in targets
        }

    def on_epoch_end(self):
        """Put the examples in a new order, each class as often as the largest."""
        self.order = np.arange(len(keras.tree.flatten(self.arrays)[0]))
        if self.balance is not None:
            classes = np.reshape(self.balance(self.arrays[1]), -1)
            members = [self.order[classes == value] for value in np.unique(classes)]
            most = max(map(len, members))
            self.order = np.concatenate(
                [np.resize(self.random.permutation(each), most) for each in members]
            )
        if self.random is not None:
            self.random.shuffle(self.order)
