import type { TrainSpec } from '../../../compiler/train/train-spec.ts';
import { openData } from '../../../runtime/data/open-data.ts';
import { identityOf } from '../../../runtime/train/identity.ts';
import { silent } from '../../../runtime/train/observer.ts';
import { RunFolder } from '../../../runtime/train/run-folder.ts';
import { runTraining, type RunOutcome } from '../../../runtime/train/train.ts';
import { fakeEngine, fakePhase, fakeTrain } from '../../support/fake-engine.ts';

const whole = fakeTrain([
  ['head', 2],
  ['tune', 2],
]);

/** Two steps an epoch. */
const train: TrainSpec = {
  ...whole,
  // The second phase keeps its best weights, which are not its last ones.
  phases: whole.phases.map((phase) => (phase.name === 'tune' ? { ...phase, monitor: 'val_loss' } : phase)),
  data: {
    ...whole.data,
    source: { ...whole.data.source, kind: 'shapes', count: 20, height: 8, width: 8, channels: 1, classes: 3 },
  },
};

export const phases = train.phases.map(fakePhase);

/** The epochs of all phases. */
export const epochs = train.phases.reduce((sum, phase) => sum + phase.epochs, 0);

/** Trains into a folder as `cnnc run` does, on an engine that takes no time; stops after so many steps. */
export async function trainInto(path: string, resume: boolean, stop = Infinity): Promise<RunOutcome> {
  let stopped = false;
  const engine = fakeEngine({ afterStep: (steps) => (stopped = steps >= stop) });
  const data = await openData(train.data, { base: '/' });
  const facts = { engine: engine.name, seed: 1, data: data.source.fingerprint, options: {} };
  const identity = identityOf(train, { ...facts, text: 'spec', imports: new Map() });
  const earlier = resume ? await RunFolder.open(path) : undefined;
  const folder = earlier ?? (await RunFolder.create(path, identity, { text: 'spec' }));
  try {
    await earlier?.resume(identity, { text: 'spec' });
    return await runTraining({ train, phases, data, engine, seed: 1 }, folder, silent, () => stopped);
  } finally {
    await folder.release();
  }
}
