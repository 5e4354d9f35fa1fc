import type { OpKind } from '../../ir/op-attributes.ts';
import type { OpNode, Value } from '../../ir/ir.ts';
import { guardInput } from '../../passes/recompute/guard-repeats.ts';
import { Chain } from './chain.ts';
import { convolution } from './convolution.ts';
import { elementwise, plainOps } from './elementwise.ts';
import type { EmitContext } from './emit-context.ts';
import { emitAssign, emitFused, type Handles } from './emit-updates.ts';
import { normalization } from './normalization.ts';
import { pooling } from './pooling.ts';
import { reductions } from './reductions.ts';
import type { Rows } from './row.ts';
import type { ScheduledStep } from './schedule.ts';
import { shapeOps } from './shape-ops.ts';
import { softmaxes } from './softmax.ts';

/** How each op is written with TensorFlow's operators. */
const rows: Rows<OpKind> = {
  ...plainOps,
  ...elementwise,
  ...reductions,
  ...shapeOps,
  ...convolution,
  ...pooling,
  ...normalization,
  ...softmaxes,
};

export interface StepOptions extends Handles {
  /** Whether heavy steps wait for one another. */
  readonly chained: boolean;
}

/** Writes what a program does: gives the nodes that move variables. */
export function emitSteps(
  steps: readonly ScheduledStep[],
  to: EmitContext,
  options: StepOptions,
): readonly string[] {
  const chain = options.chained ? new Chain(to.graph) : undefined;
  const updates: string[] = [];
  let before: OpNode | undefined;
  for (const step of steps) {
    if (step.kind === 'ops') {
      const nodes = step.ops.map((op) => {
        const guard = op.inputs.find(({ name }) => name === guardInput);
        if (guard !== undefined && before !== undefined) delay(guard, before, to);
        if (op.stage === 'backward' && guard === undefined && op.repeats !== true) before = op;
        return emitOp(op, to);
      });
      chain?.link(step, nodes);
    } else {
      to.begin({ origin: 'optimizer', stage: 'update' });
      const { kind } = step;
      updates.push(
        kind === 'fused'
          ? emitFused(step.update, to, options)
          : emitAssign(step.variable, step.value, to, options),
      );
      chain?.link(step, [to.made]);
    }
  }
  return updates;
}

function emitOp(op: OpNode, to: EmitContext): EmitContext['made'] {
  to.begin(op);
  const row: (op: never, to: EmitContext) => void = rows[op.kind];
  row(op as never, to);
  return to.made;
}

/** TensorFlow runs an op as soon as its inputs are there: what is repeated waits for the backward pass to come to it. */
function delay(guard: Value, { outputs }: OpNode, to: EmitContext): void {
  const [last] = outputs;
  if (last === undefined) return;
  const [node = ''] = to.of(last).split(':');
  to.set(guard, to.node('Identity', [to.of(guard), `^${node}`], { T: { type: guard.dtype } }));
}
