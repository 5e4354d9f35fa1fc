import { sizeOf } from '../../compiler/sizes/shape.ts';
import { shapeAt } from '../../compiler/ir/extent.ts';
import { inspected } from '../../compiler/lower/build-programs.ts';
import type { PhaseSpec } from '../../compiler/train/train-spec.ts';
import { isWhole, measureNames } from '../../compiler/train/measure-names.ts';
import type { PhasePlan } from '../../compiler/lower/phase-plan.ts';
import type { Program, Variable } from '../../compiler/ir/ir.ts';
import { epochLength } from '../data/epoch-order.ts';
import type { OpenData } from '../data/open-data.ts';
import { phasesBefore } from '../../compiler/train/phases-before.ts';
import { updatesOf } from './phase-rate.ts';
import { bestEpoch, isOver } from './best-epoch.ts';
import type { Checkpoint } from './checkpoint.ts';
import { keptIn, withoutKept } from './kept-weights.ts';
import { noGroup, type PartialEpoch, type Progress } from './progress.ts';
import { type Measures, prefixed } from './record.ts';
import { resultsOf } from './tally.ts';

/** The run that a checkpoint has to fit. */
export interface CheckedPlan {
  readonly phases: readonly PhasePlan[];
  readonly data: Pick<OpenData, 'source' | 'split' | 'classes'>;
}

/**
 * The first thing in a checkpoint that no run of this plan writes, as a clause; undefined where it is in order. All
 * that a resumed run goes by is checked: its place, its history, its sums, and every tensor.
 */
export function checkCheckpoint({ progress, tensors }: Checkpoint, plan: CheckedPlan): string | undefined {
  const phase = plan.phases[progress.phase];
  if (phase === undefined) return `it is in phase ${progress.phase} of ${plan.phases.length}`;
  return (
    placeProblem(progress, phase, plan) ??
    historyProblem(progress, plan) ??
    earlierProblem(progress, plan) ??
    testProblem(progress, plan) ??
    (progress.skipped.length > plan.data.source.count + plan.data.source.testCount
      ? 'it has skipped more files than there are'
      : undefined) ??
    tensorProblem(withoutKept(tensors), phase.programs.variables, isBegun(progress)) ??
    keptProblem(progress, keptIn(tensors), phase)
  );
}

/** The most bytes that a checkpoint of a plan may have, generously: names, figures and reasons written out, twice escaped. */
export function largestCheckpoint({ phases, data }: CheckedPlan): number {
  const tensors = phases.map(
    ({ phase, programs: { variables } }) =>
      (phase.monitor === undefined ? 1 : 2) *
      sum(variables.map(({ name, shape }) => 512 + 4 * name.length + 4 * sizeOf(shape))),
  );
  const epochs = phases.map(({ phase, programs: { step, evaluate } }) => {
    const measures = [...step.outputs, ...evaluate.outputs].map(({ name }) => 128 + 8 * name.length);
    const statistics = step.outputs.map(({ value }) => 32 * sizeOf(shapeAt(value.shape, 1)));
    return phase.epochs * (1024 + 8 * phase.name.length + sum(measures)) + sum(statistics);
  });
  const files = data.source.count + data.source.testCount;
  return 2 ** 20 + Math.max(0, ...tensors) + sum(epochs) + 16_384 * files;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const isBegun = ({ epoch, partial }: Progress): boolean => epoch > 0 || partial !== undefined;

/** Epochs and steps follow from one another, but where files were skipped: then an epoch may have fewer. */
function placeProblem(progress: Progress, plan: PhasePlan, { data }: CheckedPlan): string | undefined {
  const { phase } = plan;
  const { epoch, steps, partial, skipped } = progress;
  const total = epochLength(data);
  if (epoch > phase.epochs) return `it has done ${epoch} epochs of ${phase.epochs}`;
  if (partial !== undefined) {
    const { cursor, examples, sums } = partial;
    if (isOver(phase, epoch, progress.history)) return 'it is in an epoch after the last';
    if (cursor > total || examples > cursor)
      return `it has used ${examples} of ${cursor} of ${total} examples`;
    const problem = sumsProblem(sums, plan);
    if (problem !== undefined) return problem;
  }
  const whole = Math.ceil(total / phase.batch);
  const begun = Math.ceil((partial?.cursor ?? 0) / phase.batch);
  const expected = epoch * whole + begun;
  if (steps > expected || (steps < expected && skipped.length === 0)) {
    return `it has done ${steps} steps where ${expected} are due`;
  }
  return groupProblem(progress, phase, { whole, begun, ended: partial?.cursor === total });
}

/** The sums of an epoch that was interrupted are those of the outputs of its step, of statistics as many as they are. */
function sumsProblem(
  sums: PartialEpoch['sums'],
  { phase, programs: { step } }: PhasePlan,
): string | undefined {
  const results = resultsOf(phase);
  for (const { name, value } of step.outputs) {
    const sum = sums[name];
    const due = results.has(name) ? sizeOf(shapeAt(value.shape, 1)) : undefined;
    const found = typeof sum === 'object' ? sum.length : undefined;
    if (sum === undefined || found !== due) return `it lacks the sums of \`${name}\` of its epoch`;
  }
  return undefined;
}

/** Where a phase accumulates, how many updates there were follows from the steps, and what is not yet in one. */
function groupProblem(
  { epoch, steps, updates, partial, skipped }: Progress,
  { batch, accumulate }: PhasePlan['phase'],
  { whole, begun, ended }: { readonly whole: number; readonly begun: number; readonly ended: boolean },
): string | undefined {
  const { batches, examples } = partial?.group ?? noGroup;
  if (accumulate === undefined) {
    return updates === undefined && batches === 0
      ? undefined
      : 'it has added up batches, which its phase does not';
  }
  if (steps === 0) return undefined;
  const most = accumulate;
  const closed = epoch * Math.ceil(whole / most) + Math.floor(begun / most);
  const due = [
    [closed, begun % most],
    ...(ended ? [[epoch * Math.ceil(whole / most) + Math.ceil(begun / most), 0]] : []),
  ];
  const found = updates ?? 0;
  if (
    examples > batches * batch ||
    examples < batches ||
    batches >= most ||
    found > steps ||
    (skipped.length === 0 && !due.some(([count, left]) => found === count && batches === left))
  ) {
    return `it has done ${found} updates, and has added up ${examples} examples in ${batches} batches for the next`;
  }
  return undefined;
}

/** The records are those of all epochs that are done, in order, with the measures of their phase. */
function historyProblem({ phase, epoch, history }: Progress, plan: CheckedPlan): string | undefined {
  let next = 0;
  for (const [index, { phase: spec, programs }] of plan.phases.slice(0, phase + 1).entries()) {
    const names = measuresOf(
      spec,
      programs.step,
      plan.data.split.valid.length > 0 ? programs.evaluate : undefined,
    );
    const done = history.filter((record) => record.phase === spec.name).length;
    const isStopped = index < phase && done < spec.epochs && isOver(spec, done, history);
    const epochs = index === phase ? epoch : isStopped ? done : spec.epochs;
    for (let number = 1; number <= epochs; number++) {
      const record = history[next++];
      if (record?.phase !== spec.name || record.epoch !== number) {
        return `its history lacks epoch ${number} of phase ${spec.name}`;
      }
      if (record.images > epochLength(plan.data)) return `epoch ${number} of its history has too many images`;
      if (!sameNames(record.measures, names)) return `epoch ${number} of its history has other measures`;
    }
  }
  return history.length > next ? `its history has ${history.length} epochs where ${next} are due` : undefined;
}

/** The updates that an optimizer goes on from follow from the epochs of the phases before. */
function earlierProblem(
  { phase, earlier, history, skipped }: Progress,
  { phases, data }: CheckedPlan,
): string | undefined {
  const specs = phases.map((plan) => plan.phase);
  if (specs[phase]?.optimizer_state !== 'kept')
    return earlier === undefined ? undefined : 'its optimizer goes on, which its phase does not say';
  const due = phasesBefore(specs, phase).map(
    (spec) =>
      history.filter((record) => record.phase === spec.name).length * updatesOf(spec, epochLength(data)),
  );
  const found = earlier ?? 0;
  return found === sum(due) || (found < sum(due) && skipped.length > 0)
    ? undefined
    : `its optimizer goes on from ${found} updates where ${sum(due)} are due`;
}

function testProblem({ test, phase }: Progress, { phases, data }: CheckedPlan): string | undefined {
  if (test === undefined) return undefined;
  const last = phases[phases.length - 1];
  if (data.split.test.length === 0 || phase !== phases.length - 1 || last === undefined) {
    return 'it has been tested before its end';
  }
  return sameNames(test, testedBy(last)) ? undefined : 'its test has other measures';
}

/** The names under which the outputs of a step, and of an evaluation, are shown. */
const measuresOf = (phase: PhaseSpec, step: Program, validation?: Program): Measures => ({
  ...shown(step.outputs.map(({ name }) => name)),
  ...(validation && prefixed(testedBy({ phase, programs: { evaluate: validation } }), 'val_')),
});

/** Those of an evaluation, with what is judged over the whole part in place of what that reads. */
function testedBy({
  phase: { objectives },
  programs: { evaluate },
}: {
  readonly phase: PhaseSpec;
  readonly programs: { readonly evaluate: Program };
}): Measures {
  const read = new Set(objectives.map(({ head }) => inspected.prediction(head)));
  const whole = objectives.flatMap(({ head, metrics }) =>
    metrics.filter(isWhole).map(({ name }) => `${head}/${name}`),
  );
  return shown([...evaluate.outputs.map(({ name }) => name).filter((name) => !read.has(name)), ...whole]);
}

const shown = (outputs: readonly string[]): Measures =>
  Object.fromEntries([...measureNames(outputs).values()].map((name) => [name, 0]));

const sameNames = (a: Measures, b: Measures): boolean =>
  Object.keys(a).sort().join('\n') === Object.keys(b).sort().join('\n');

/** Where a phase keeps its best epoch, it is the one that its history says, with the weights of the model. */
function keptProblem(
  { history, kept }: Progress,
  tensors: Checkpoint['tensors'],
  { phase, programs: { variables } }: PhasePlan,
): string | undefined {
  const best = bestEpoch(phase, history);
  if (best?.epoch !== kept?.epoch || best?.value !== kept?.value || best?.monitor !== kept?.monitor)
    return `it keeps epoch ${kept?.epoch ?? 'none'} where ${best?.epoch ?? 'none'} is the best`;
  const own = best === undefined ? [] : variables.filter(({ role }) => role !== 'slot');
  return tensorProblem(tensors, own, true);
}

/** Exactly the variables of the phase, finite and of their shapes; an optimizer's only once the phase has begun. */
function tensorProblem(
  tensors: Checkpoint['tensors'],
  variables: readonly Variable[],
  begun: boolean,
): string | undefined {
  for (const { name, shape, role } of variables) {
    const stored = tensors.get(name);
    if (stored === undefined && role === 'slot' && !begun) continue;
    if (stored === undefined) return `it lacks \`${name}\``;
    if (stored.shape.join() !== shape.join())
      return `it has the shape [${stored.shape.join(', ')}] for \`${name}\``;
    if (!stored.data.every(Number.isFinite)) return `\`${name}\` is not finite`;
  }
  const known = new Set(variables.map(({ name }) => name));
  const strange = [...tensors.keys()].find((name) => !known.has(name));
  return strange === undefined ? undefined : `it holds \`${strange.slice(0, 80)}\`, which the phase lacks`;
}
