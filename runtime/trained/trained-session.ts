import type { Program } from '../../compiler/ir/ir.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { EngineName, Session } from '../engines/engine.ts';
import { chooseEngine, parseEngineName } from '../engines/registry.ts';
import { runtimeMessages } from '../messages.ts';
import { areFinite } from '../weights/are-finite.ts';
import { RunError } from '../run-error.ts';
import type { Trained } from './open-trained.ts';
import { trainedMessages } from './trained-messages.ts';

/** A program over a run's weights, ready to be run. */
export interface TrainedSession {
  readonly engine: EngineName;
  /** As the engine runs it. */
  readonly program: Program;
  readonly session: Session;
  readonly warnings: readonly Diagnostic[];
}

/** Weights, and the engine that they were trained on. */
export interface Weighed extends Pick<Trained, 'weights'> {
  readonly identity: Pick<Trained['identity'], 'engine'>;
  /** Where they were read; absent where that was told already. */
  readonly folder?: string;
}

/**
 * Opens a session with a run's weights for one program. `engine`: the run's own where none is named, the fastest there is where
 * that cannot be had here; throws a RunError where one is named that cannot.
 */
export async function trainedSession(
  { identity, weights, folder }: Weighed,
  program: Program,
  engine?: EngineName | 'auto',
): Promise<TrainedSession> {
  const own = parseEngineName(identity.engine);
  const wanted = engine ?? ('name' in own ? own.name : 'auto');
  const first = await chooseEngine(wanted);
  const choice = first.ok || engine !== undefined ? first : await chooseEngine('auto');
  if (!choice.ok)
    throw new RunError(runtimeMessages.engineUnavailable(choice.name, choice.reason, choice.fix));
  const { loaded } = choice;
  const legal = loaded.legalize(program);
  const broken = [...weights].filter(([, numbers]) => !areFinite(numbers)).map(([{ name }]) => name);
  const warnings = [
    ...(folder === undefined || broken.length === 0
      ? []
      : [runtimeMessages.weightsNotFinite(undefined, folder, broken)]),
    ...(first.ok ? [] : [trainedMessages.runEngineMissing(first.name, first.reason, loaded.engine.name)]),
  ];
  const session = await loaded.engine.open(new Map(weights), [legal]);
  return { engine: loaded.engine.name, program: legal, session, warnings };
}
