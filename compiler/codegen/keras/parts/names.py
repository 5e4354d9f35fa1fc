import re
from collections import Counter

OPERATION = (
    r"(absolute|clip|divide|exp|expand_dims|get_item|log|max|mean|power|sqrt|square|"
    r"sum|true_divide)(_\d+)?"
)


def keras_name(path):
    """Join a path as layers of Keras are called: `down[2].conv` is `down_2_conv`.

    What operations are called gets a `_`: Keras has every name but once.
    """
    name = re.sub(r"[.\[]", "_", path).replace("]", "")
    return f"{name}_" if re.fullmatch(OPERATION, name) else name


class Names:
    """Names of the layers of one body: `conv2d`, `conv2d_1`, ..., behind its own."""

    def __init__(self, path="", kept=None):
        self.path = path
        self.kept = {} if kept is None else kept
        self.counts = Counter()
        self.taken = set()

    @property
    def name(self):
        """The name of the body itself."""
        return keras_name(self.path[:-1])

    def __call__(self, kind):
        """Name the next layer of a kind."""
        return keras_name(self.path + self._next(kind))

    def label(self, text, *rounds):
        """Name a layer by its label and the rounds of the loops around."""
        return keras_name(self.path + self._take(text, rounds))

    def block(self, kind):
        """Give the names within the next block of a kind."""
        return Names(f"{self.path}{self._next(kind)}.", self.kept)

    def group(self, text, *rounds):
        """Give the names within what has a label."""
        return Names(f"{self.path}{self._take(text, rounds)}.", self.kept)

    def keep(self, tensor, text, *rounds):
        """Keep a tensor under its label, for bodies outside."""
        self.kept[self.path + _indexed(text, rounds)] = tensor

    def find(self, path):
        """Give a tensor that a body within this one has kept."""
        return self.kept[self.path + path]

    def _next(self, kind):
        while True:
            count = self.counts[kind]
            self.counts[kind] += 1
            name = f"{kind}_{count}" if count else kind
            if name not in self.taken:
                self.taken.add(name)
                return name

    def _take(self, text, rounds):
        label = _indexed(text, rounds)
        self.taken.add(label)
        return label


def _indexed(text, rounds):
    return text + "".join(f"[{index}]" for index in rounds)
