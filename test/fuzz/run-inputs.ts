import { setImmediate } from 'node:timers/promises';
import { processPeak } from '../../runtime/process-peak.ts';
import { RandomStream } from '../../runtime/random.ts';
import { RunError } from '../../runtime/run-error.ts';
import { shrink } from './shrink.ts';
import { bytesPerInput, type FuzzInput, type FuzzTarget, secondsPerInput } from './target.ts';

/** Which inputs of a target: those from `from` and before `to`, of the streams of a seed. */
export interface Range {
  readonly name: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** What is wrong with what a target did. */
export interface Wrong {
  readonly kind: 'exception' | 'wrong' | 'time' | 'memory';
  readonly message: string;
  readonly stack?: string;
}

export interface Finding extends Wrong {
  readonly index: number;
  readonly input: FuzzInput;
  /** A smaller input with which the same is wrong. */
  readonly small?: FuzzInput;
}

/** What came of the inputs so far. */
export interface Tally {
  readonly inputs: number;
  /** Processor seconds in the target. */
  readonly seconds: number;
  readonly slowest: { readonly index: number; readonly seconds: number };
  /** The input that let the peak of the process grow most; bytes. */
  readonly largest: { readonly index: number; readonly bytes: number };
}

export const emptyTally: Tally = {
  inputs: 0,
  seconds: 0,
  slowest: { index: -1, seconds: 0 },
  largest: { index: -1, bytes: 0 },
};

/** Who wants to know how it goes. */
export interface Listener {
  readonly begin?: (index: number) => void;
  readonly end?: (tally: Tally) => void;
  readonly found: (finding: Finding) => void;
}

/** The input of an index: it depends on the target, the seed and the index alone. */
export const inputAt = async (target: FuzzTarget, { name, seed }: Range, index: number): Promise<FuzzInput> =>
  target.make(new RandomStream(seed, `fuzz/${name}/${index}`));

/** Feeds a target its inputs in this process, one after another. */
export async function runInputs(target: FuzzTarget, range: Range, listener: Listener): Promise<Tally> {
  let tally = emptyTally;
  const seen = new Map<string, number>();
  for (let index = range.from; index < range.to; index++) {
    listener.begin?.(index);
    const input = await inputAt(target, range, index);
    const tried = await tryInput(target, input);
    tally = added(tally, index, tried);
    const wrong = await confirmed(target, input, tried);
    if (wrong !== undefined) {
      const times = seen.get(signature(wrong)) ?? 0;
      seen.set(signature(wrong), times + 1);
      const small = times === 0 ? await shrink(input, same(target, wrong)) : undefined;
      listener.found({ ...wrong, index, input, ...(small && { small }) });
    }
    listener.end?.(tally);
    // Whatever an input left to happen later happens before the next.
    await setImmediate();
  }
  await target.close?.();
  return tally;
}

interface Tried {
  readonly wrong: Wrong | undefined;
  readonly seconds: number;
  readonly bytes: number;
}

async function tryInput(target: FuzzTarget, input: FuzzInput): Promise<Tried> {
  const [time, peak] = [process.cpuUsage(), processPeak()];
  const wrong = await feed(target, input);
  const { user, system } = process.cpuUsage(time);
  const [seconds, bytes] = [(user + system) / 1e6, processPeak() - peak];
  const bound = target.memory ?? bytesPerInput;
  if (wrong !== undefined) return { wrong, seconds, bytes };
  if (bytes > bound) {
    const message = `the peak grew by ${Math.round(bytes / 2 ** 20)} MiB`;
    return { wrong: { kind: 'memory', message }, seconds, bytes };
  }
  if (seconds <= (target.seconds ?? secondsPerInput)) return { wrong: undefined, seconds, bytes };
  return { wrong: { kind: 'time', message: `${seconds.toFixed(2)} s of processor time` }, seconds, bytes };
}

async function feed(target: FuzzTarget, input: FuzzInput): Promise<Wrong | undefined> {
  try {
    const message = await target.feed(input);
    return message === undefined ? undefined : { kind: 'wrong', message };
  } catch (error) {
    if (error instanceof RunError) return undefined;
    if (!(error instanceof Error)) return { kind: 'exception', message: String(error) };
    const { name, message, stack = '' } = error;
    return { kind: 'exception', message: `${name}: ${message}`, stack };
  }
}

/** What is wrong still, where it was slow: what is loaded or collected once is no fault of an input. */
async function confirmed(target: FuzzTarget, input: FuzzInput, { wrong }: Tried): Promise<Wrong | undefined> {
  return wrong?.kind === 'time' ? (await tryInput(target, input)).wrong : wrong;
}

/** Findings with the same signature are one fault: where numbers and names differ, the same line of code threw. */
export function signature({ kind, message, stack }: Wrong): string {
  const place = stack?.split('\n').find((line) => /^\s+at /.test(line));
  return kind === 'exception' && place !== undefined
    ? `${kind} ${message.split(':')[0]} ${place.trim()}`
    : `${kind} ${(message.split('\n')[0] ?? '').replaceAll(/\d+(\.\d+)?|`[^`]*`/g, '…').slice(0, 80)}`;
}

const same =
  (target: FuzzTarget, wrong: Wrong) =>
  async (input: FuzzInput): Promise<boolean> => {
    if (wrong.kind === 'memory') return false;
    const found = (await tryInput(target, input)).wrong;
    return found !== undefined && signature(found) === signature(wrong);
  };

const added = (tally: Tally, index: number, { seconds, bytes }: Tried): Tally => ({
  inputs: tally.inputs + 1,
  seconds: tally.seconds + seconds,
  slowest: seconds > tally.slowest.seconds ? { index, seconds } : tally.slowest,
  largest: bytes > tally.largest.bytes ? { index, bytes } : tally.largest,
});
