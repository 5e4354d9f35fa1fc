import { at } from '../ir/extent.ts';
import { bytesOf, type OpNode, type Value } from '../ir/ir.ts';
import { opDefinition } from '../ops/registry.ts';
import { liveAt } from '../passes/plan.ts';
import { peakOf, type PhasePlan } from './phase-plan.ts';

/** What is alive at the peak of a phase. */
export interface PeakShares {
  /** All of it, in bytes. */
  readonly bytes: number;
  /** What the forward pass of each layer has made of it, by the layer's path. */
  readonly byLayer: ReadonlyMap<string, number>;
}

const known = new WeakMap<PhasePlan, PeakShares>();

/** The activations that are alive at the peak of a phase, by layer; found once for each plan. */
export function peakShares(plan: PhasePlan): PeakShares {
  const found = known.get(plan) ?? reckon(plan);
  known.set(plan, found);
  return found;
}

function reckon(phasePlan: PhasePlan): PeakShares {
  const { batch } = phasePlan.phase;
  const { plan, index, bytes } = peakOf(phasePlan, batch);
  const makers = new Map<number, OpNode>();
  for (const op of plan.program.ops) for (const { id } of op.outputs) makers.set(id, op);
  const byLayer = new Map<string, number>();
  for (const value of new Set(liveAt(plan, index).map((each) => storageOf(each, makers)))) {
    const maker = makers.get(value.id);
    if (maker?.stage !== 'forward') continue;
    byLayer.set(maker.origin, (byLayer.get(maker.origin) ?? 0) + at(bytesOf(value), batch));
  }
  return { bytes, byLayer };
}

/** The value whose storage another is seen through, where that is another form of it. */
function storageOf(value: Value, makers: ReadonlyMap<number, OpNode>): Value {
  const maker = makers.get(value.id);
  const { aliases } = maker === undefined ? {} : opDefinition(maker.kind);
  const input = aliases === undefined ? undefined : maker?.inputs[aliases];
  return input === undefined ? value : storageOf(input, makers);
}
