import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import type { Engine } from '../../../runtime/engines/engine.ts';
import { identityOf } from '../../../runtime/train/identity.ts';
import { type Observer, silent } from '../../../runtime/train/observer.ts';
import { RunFolder } from '../../../runtime/train/run-folder.ts';
import { runTraining, type RunOutcome } from '../../../runtime/train/train.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { fakeEngine, fakePhase, fakeTrain } from '../../support/fake-engine.ts';

/** What a run of two phases on a fake engine is given otherwise. */
export interface Attempt {
  readonly train?: TrainSpec;
  readonly engine?: Engine;
  readonly resume?: boolean;
  readonly seed?: number;
  readonly text?: string;
  readonly imports?: ReadonlyMap<string, string>;
  readonly changes?: readonly string[];
  readonly interrupted?: () => boolean;
  readonly observer?: Observer;
}

export const twoPhases = fakeTrain([
  ['head', 2],
  ['tune', 3],
]);

/** Trains into a folder; `resume`: goes on with what is there. */
export async function run(path: string, attempt: Attempt = {}): Promise<RunOutcome> {
  const {
    train = twoPhases,
    engine = fakeEngine(),
    seed = 1,
    text = 'spec',
    imports = new Map(),
    interrupted = () => false,
    observer = silent,
  } = attempt;
  const data = await openData(train.data, { base: '/' });
  const { fingerprint, count: examples } = data.source;
  const facts = { engine: engine.name, seed, data: fingerprint, examples, options: {}, text, imports };
  const identity = identityOf(train, facts);
  const plan = { train, phases: train.phases.map(fakePhase), data, engine, seed };
  const folder = attempt.resume === true ? await RunFolder.open(path) : undefined;
  const own = folder ?? (await RunFolder.create(path, identity, { text }));
  try {
    await folder?.resume(identity, { text }, attempt.changes);
    return await runTraining(plan, own, observer, interrupted);
  } finally {
    await own.release();
  }
}

export const weightsOf = (path: string): Buffer => readFileSync(join(path, 'weights.safetensors'));
export const newFolder = (): string => join(temporaryDirectory(), 'run');
