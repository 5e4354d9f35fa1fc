import type { Value } from '../ir/ir.ts';
import type { Builder } from './builder.ts';
import { defineOp } from './define-op.ts';
import { ofRank, onlyInput } from './inputs.ts';

const sumLast = (build: Builder, value: Value): Value =>
  build.op('reduceSum', [value], { axes: [value.shape.length - 1], keepDims: true });

export const softmax = defineOp({
  kind: 'softmax',
  doc: 'eˣ / Σ eˣ over the last axis; dx = y (dy − Σ dy · y)',
  infer: ([x]) => [onlyInput('softmax', x)],
  gradient({ op, build, outputGradients: [dy] }) {
    const [y] = op.outputs;
    if (!dy || !y) return [];
    const weighted = sumLast(build, build.op('multiply', [dy, y], {}));
    return [build.op('multiply', [y, build.op('subtract', [dy, weighted], {})], {})];
  },
});

export const logSoftmax = defineOp({
  kind: 'logSoftmax',
  doc: 'x − ln Σ eˣ over the last axis; dx = dy − eʸ Σ dy',
  infer: ([x]) => [onlyInput('logSoftmax', x)],
  gradient({ op, build, outputGradients: [dy] }) {
    const [y] = op.outputs;
    if (!dy || !y) return [];
    const spread = build.op('multiply', [build.op('exp', [y], {}), sumLast(build, dy)], {});
    return [build.op('subtract', [dy, spread], {})];
  },
});

export const softmaxCrossEntropy = defineOp({
  kind: 'softmaxCrossEntropy',
  doc: '−Σ target · ln softmax(logits) of each row, and its gradient towards the logits: softmax(logits) − target (targets sum to one)',
  infer(inputs) {
    const logits = onlyInput('softmaxCrossEntropy', inputs[0]);
    return [{ shape: ofRank('softmaxCrossEntropy', logits, 2).slice(0, 1), dtype: 'float32' }, logits];
  },
  gradient({ op, build, outputGradients: [dloss] }) {
    const [loss, dlogits] = op.outputs;
    if (!dloss || !loss || !dlogits) return [];
    const column = build.op('reshape', [dloss], { shape: [...loss.shape, { constant: 1, perBatch: 0 }] });
    return [build.op('multiply', [dlogits, column], {}), undefined];
  },
});
