import math

import keras
import numpy as np


class Batches(keras.utils.PyDataset):
    """Batches of arrays; where they are to train, in a new order each epoch."""

    def __init__(self, inputs, targets, size, *, seed=None, augment=None, balance=None):
        super().__init__()
        self.arrays = keras.tree.map_structure(np.asarray, (inputs, targets))
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
        return batch if self.augment is None else self.augment(*batch)

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
