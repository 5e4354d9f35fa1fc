/** A loss that is written as a block: one less how much of a prediction lies over its target. */
export const softDice = `block Soft(smooth = 1) {
  input target: [?n]
  input prediction: [n]
  overlap: { Multiply(with=target) ReduceSum Rescaling(2, offset=smooth) }
  from target
  total: { Add(with=prediction) ReduceSum Rescaling(1, offset=smooth) }
  from overlap
  Divide(with=total)
  Rescaling(-1, offset=1)
}`;
