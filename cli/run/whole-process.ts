import type { PhasePlan } from '../../compiler/program/phase-plan.ts';
import { bytesOf } from '../../compiler/program/ir.ts';
import { at } from '../../compiler/program/size.ts';
import { roomForExamples } from '../../runtime/data/byte-cache.ts';
import type { OpenData } from '../../runtime/data/open-data.ts';
import type { Workers } from '../../runtime/data/workers/worker-pool.ts';
import { collectGarbage } from '../../runtime/small-heap.ts';

export interface RunParts {
  readonly phases: readonly PhasePlan[];
  readonly data: OpenData;
  readonly workers: Workers | undefined;
}

/** Bytes that lie about by the sixtieth epoch of `examples/shapes.cnn`: garbage, and holes between what is held. */
export const litterBytes = 42e6;

/** Measured with runs of `examples/shapes.cnn` with 300 to 9,000 pictures. */
const measured = {
  /** Bytes of a thread that prepares data, before it holds any. */
  thread: 16e6,
  /** Bytes of a picture that is kept, beside its pixels, which take whole pages. */
  picture: 4000,
  page: 4096,
};

/**
 * The most bytes that the process of a run comes to: what it holds now, what a phase adds, threads that prepare data, the
 * pictures that they keep, and a checkpoint being written.
 */
export function wholeProcess(phaseBytes: number, { phases, data, workers }: RunParts): number {
  const threads = (workers?.count ?? 0) * measured.thread;
  const saved = Math.max(...phases.map(checkpointBytes));
  return heldBytes() + phaseBytes + threads + saved + pictureBytes(data, phases) + litterBytes;
}

/** What the process holds that is not garbage. */
function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage.rss();
}

/**
 * The variables of the last checkpoint, a copy of them all, and the file's bytes, of which one has the room that a step
 * needs for new values.
 */
const checkpointBytes = ({ programs }: PhasePlan): number =>
  2 * programs.variables.reduce((sum, { shape }) => sum + 4 * elementsOf(shape), 0);

/** Pictures that are kept as bytes, as many as there is room for. */
function pictureBytes({ split }: OpenData, phases: readonly PhasePlan[]): number {
  const examples = split.train.length + split.valid.length + split.test.length;
  const pixels = Math.max(
    ...phases.map(({ programs }) =>
      programs.step.inputs
        .filter(({ role }) => role.kind === 'input')
        .reduce((sum, { value }) => sum + at(bytesOf(value), 1) / 4, 0),
    ),
  );
  const kept = Math.min(examples, Math.floor(roomForExamples() / Math.max(1, pixels)));
  return kept * (Math.ceil(pixels / measured.page) * measured.page + measured.picture);
}

const elementsOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
