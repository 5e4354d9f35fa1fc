import { isMixing } from '../../compiler/catalogue/steps/augmentations.ts';
import type { PhasePlan } from '../../compiler/lower/phase-plan.ts';
import { bytesOf } from '../../compiler/ir/ir.ts';
import { at } from '../../compiler/ir/extent.ts';
import { mostPerTask } from '../data/batches.ts';
import type { OpenData } from '../data/open-data.ts';
import { decodedAtOnce } from '../data/workers/task.ts';
import type { Workers } from '../data/workers/worker-pool.ts';
import { collectGarbage } from '../small-heap.ts';

export interface RunParts {
  readonly phases: readonly PhasePlan[];
  readonly data: OpenData;
  readonly workers: Workers | undefined;
  /** Bytes of examples that may be kept. */
  readonly room: number;
}

/** Room for garbage, and holes between what is held, beyond what is foretold of them. */
export const litterBytes = 42e6;

/** Measured with runs of `examples/shapes.cnn` of up to 60 epochs, with 300 to 9,000 pictures of 1 to 12 kB. */
const measured = {
  /** Bytes of a thread that prepares data, before it holds any: its own heap, and garbage that it has not swept yet. */
  thread: 24e6,
  /** Bytes of a picture that is kept, beside its pixels. */
  picture: 3000,
  /** What the decoder of files takes, with pictures of 640×480 in its own heap. */
  decoder: 45e6,
};

/**
 * The most bytes that the process of a run comes to: what it holds now, what a phase adds, threads that prepare data, the
 * pictures that they keep, and a checkpoint being written.
 */
export function wholeProcess(phaseBytes: number, { phases, data, workers, room }: RunParts): number {
  const saved = Math.max(...phases.map(checkpointBytes));
  const prepared = Math.max(...phases.map((phase) => preparedBytes(phase, data, workers)));
  const decoding = decodingBytes(data, Math.max(1, workers?.count ?? 0));
  const kept = keptBytes(data, room);
  return heldBytes() + phaseBytes + prepared + decoding + saved + kept + litterBytes;
}

/** What decoders of files take, and what becomes of a picture until it is resized; a thread has several small ones at once. */
function decodingBytes(data: OpenData, threads: number): number {
  const largest = largestPicture(data);
  const decoder = data.source.measured === undefined ? 0 : measured.decoder;
  return decoder + threads * Math.max(largest, Math.min(mostPerTask * largest, decodedAtOnce));
}

/** The most bytes that one picture takes as it is decoded, and until it is resized. */
export function largestPicture({ source, spec }: OpenData): number {
  const { measured: headers, imageShape } = source;
  const [height, width, channels] = imageShape;
  const resizing = spec.prepare.findLastIndex(({ kind }) => kind === 'Resizing');
  const before = spec.prepare.slice(0, Math.max(0, resizing)).filter(({ kind }) => kind === 'Rescaling');
  const made = resizing < 0 ? 1 + Math.min(1, spec.augment.length) : Math.min(2, before.length);
  const prepared = channels * (1 + floatBytes * made);
  if (headers === undefined) return prepared * (height ?? 0) * (width ?? 0);
  return headers.bytes.reduce(
    (most, bytes, index) => Math.max(most, bytes, prepared * (headers.pixels[index] ?? 0)),
    0,
  );
}

const floatBytes = 4;

/** What the process holds that is not garbage. */
function heldBytes(): number {
  collectGarbage();
  return process.memoryUsage.rss();
}

/** A copy of all variables, which is written to the files as it lies: nothing else of a checkpoint is ever held. */
const checkpointBytes = ({ programs }: PhasePlan): number =>
  programs.variables.reduce((sum, { shape }) => sum + floatBytes * elementsOf(shape), 0);

/**
 * Threads, and the examples that are prepared ahead, beyond the batch that the phase counts. What a thread made lies in
 * memory of its own, which others find no use for when it is free. Where batches are mixed, two are held at once.
 */
function preparedBytes(
  { programs, phase }: PhasePlan,
  { spec }: OpenData,
  workers: Workers | undefined,
): number {
  const example = programs.step.inputs
    .filter(({ role }) => role.kind === 'input' || role.kind === 'target')
    .reduce((sum, { value }) => sum + at(bytesOf(value), 1), 0);
  const threads = workers?.count ?? 0;
  const beyond = mostPerTask * (Math.max(1, threads) + 1);
  const mixed = spec.augment.some(isMixing) ? phase.batch : 0;
  return threads * measured.thread + example * (mixed + beyond + (threads === 0 ? 0 : phase.batch + beyond));
}

/** Pictures that are kept once they have settled, as many as there is room for. */
function keptBytes({ split, spec, source }: OpenData, room: number): number {
  const resizing = spec.prepare.findLastIndex(({ kind }) => kind === 'Resizing');
  if (resizing < 0 && source.entry(0).recipe.kind === 'pixels') return 0;
  const examples = split.train.length + split.valid.length + split.test.length;
  const changes = spec.prepare.slice(0, resizing + 1);
  const asBytes = changes.every((step) => step.kind === 'Resizing' && step.interpolation === 'nearest');
  const [height, width, channels] = source.imageShape;
  const last = changes.at(-1);
  const [rows, columns] = last?.kind === 'Resizing' ? [last.height, last.width] : [height, width];
  const ofFiles = source.measured?.pixels.reduce((sum, pixels) => sum + pixels, 0) ?? 0;
  const pixels = rows === null || columns === null ? ofFiles / source.count : rows * columns;
  const bytes = pixels * channels * (asBytes ? 1 : floatBytes);
  return Math.min(examples * bytes, room) + Math.min(examples, room / Math.max(1, bytes)) * measured.picture;
}

const elementsOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
