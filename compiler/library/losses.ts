/**
 * `cnn:losses`: losses of Keras 3 as blocks, by Keras's names and defaults (keras/src/losses/losses.py). A block sees one
 * example: `Dice` and `Tversky` are Keras's with every axis but the batch as `axis`.
 */
export const losses = `## 1 − Dice's coefficient: how little the two overlap, over all of an example.
block Dice(smooth = 1e-7) {
  input target: float32
  input prediction: float32
  overlap: {
    Multiply(with=target)
    ReduceSum
    Rescaling(2)
  }
  from target
  total: {
    Add(with=prediction)
    ReduceSum
    Rescaling(1, offset=smooth)
  }
  from overlap
  Divide(with=total)
  Rescaling(-1, offset=1)
}

## 1 − Tversky's index, over all of an example: alpha weighs what is missed, beta what is too much.
block Tversky(alpha = 0.5, beta = 0.5) {
  input target: float32
  input prediction: float32
  hit: {
    Multiply(with=target)
    ReduceSum
  }
  from target
  missed: {
    ReduceSum
    Subtract(with=hit)
    Rescaling(alpha)
  }
  from prediction
  excess: {
    ReduceSum
    Subtract(with=hit)
    Rescaling(beta)
  }
  from hit
  total: {
    Add(with=[missed, excess])
    Rescaling(1, offset=1e-7)
  }
  from hit
  Divide(with=total)
  Rescaling(-1, offset=1)
}

## Cross-entropy that weighs down what is predicted well already.
block CategoricalFocalCrossentropy(alpha = 0.25, gamma = 2) {
  input target: float32
  input prediction: float32
  total: ReduceSum(axis=-1, keepdims=true)
  from prediction
  probability: {
    Divide(with=total)
    Clip(1e-7, 1 - 1e-7)
  }
  doubt: {
    Rescaling(-1, offset=1)
    Power(gamma)
  }
  from probability
  Log
  Multiply(with=[target, doubt])
  ReduceSum(axis=-1)
  Rescaling(-alpha)
}

## Squared near the target, then linear, so that what lies far off does not count for too much.
block Huber(delta = 1) {
  input target: float32
  input prediction: float32
  error: {
    Subtract(with=target)
    Abs
  }
  near: Clip(0, delta)
  square: {
    Square
    Rescaling(0.5)
  }
  from error
  Subtract(with=near)
  Rescaling(delta)
  Add(with=square)
  ReduceMean(axis=-1)
}
`;

/** The library's loss of a name, however Keras spells it: `huber` is `Huber`. */
export function libraryLoss(name: string): string | undefined {
  const fold = (text: string): string => text.replaceAll('_', '').toLowerCase();
  const names = [...losses.matchAll(/^block (\w+)/gm)].map(([, block = '']) => block);
  return names.find((known) => fold(known) === fold(name));
}
