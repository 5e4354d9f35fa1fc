import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planForEngine } from '../../runtime/prepare/engine-memory.ts';
import type { Piece } from '../../compiler/targets/memory/best-fit.ts';
import { Arena } from '../../compiler/targets/tensorflow/memory/arena.ts';
import { SessionMemory } from '../../compiler/targets/tensorflow/memory/session-memory.ts';
import type { PhasePlan } from '../../compiler/lower/phase-plan.ts';
import { availability } from '../../runtime/engines/tensorflow/tensorflow-engine.ts';
import { chooseEngine, type LoadedEngine } from '../../runtime/engines/registry.ts';
import { compileText } from '../support/compile-text.ts';
import { temporaryDirectory } from '../support/directory.ts';
import { fileOf, repositoryFile } from './run-cnnc.ts';

/** A network of so many layers that branches and joins again, on pictures of 64×64. */
const text = (layers: number, batch: number): string => `model Deep {
  input image: float32[64, 64, 3]
  Conv2D(32, 3, padding=same)
  repeat ${layers} {
    residual { Conv2D(32, 3, padding=same, activation=relu) Conv2D(32, 3, padding=same, use_bias=false) BatchNormalization }
    ReLU
  }
  GlobalAveragePooling2D
  output label: Dense(3, activation=softmax)
}
data D { source = shapes(count=32, size=64, channels=3, classes=3)  field label: class[3]  split { train = 100% }
  prepare { Rescaling(1/255) } }
train Deep on D {
  batch = ${batch}
  objective label { loss = sparse_categorical_crossentropy }
  phase main { epochs = 1  optimizer = Adam }
}`;

/** Trains in a process of its own; gives what it says. */
function train(
  source: string,
  environment: NodeJS.ProcessEnv = {},
): { readonly out: string; readonly err: string } {
  const args = [repositoryFile('dist/cli/main.js'), 'run', '--json', '--engine', 'tensorflow'];
  const out = join(temporaryDirectory(), 'run');
  const { stdout, stderr, status } = spawnSync(process.execPath, [...args, '--out', out, fileOf(source)], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 2 ** 28,
  });
  expect(status, stderr).toBe(0);
  return { out: stdout, err: stderr };
}

/** The most memory that a process ever had in which a run was trained. */
function processPeak(source: string): number {
  const { out, err } = train(source);
  expect(err).toBe('');
  const last = JSON.parse(out.trim().split('\n').at(-1) ?? '') as { readonly process_peak_bytes: number };
  return last.process_peak_bytes;
}

/** The one phase of a text, planned for the engine. */
async function planned(source: string): Promise<{ readonly engine: LoadedEngine; readonly plan: PhasePlan }> {
  const choice = await chooseEngine('tensorflow');
  const spec = compileText(source).value.trains[0]?.spec;
  const [plan] = choice.ok && spec !== undefined ? planForEngine(spec, choice.loaded) : [];
  if (!choice.ok || plan === undefined) throw new Error('nothing to train');
  return { engine: choice.loaded, plan };
}

/** What is foretold: 0 where nothing is. */
async function foretold(source: string, batch: number): Promise<number> {
  const { engine, plan } = await planned(source);
  return engine.processBytes?.(plan, batch) ?? 0;
}

/** Notes what is asked of the arena: bytes, less than none for those given back. */
class NotedArena extends Arena {
  readonly notes: number[] = [];
  readonly #bytes = new Map<unknown, number>();

  override allocate(bytes: number): Piece {
    const piece = super.allocate(bytes);
    // What has no room makes some, and asks again.
    if (this.#bytes.get(piece) !== bytes) this.notes.push(bytes);
    this.#bytes.set(piece, bytes);
    return piece;
  }

  override release(piece: Piece): void {
    this.notes.push(-(this.#bytes.get(piece) ?? 0));
    this.#bytes.delete(piece);
    super.release(piece);
  }
}

/** What TensorFlow's own log says was asked of its arena. */
function asked(log: string): readonly number[] {
  const lines = log.matchAll(/\] (AllocateRaw|DeallocateRaw) mklcpu +(\d+)( 0x[0-9a-f]+)?$/gm);
  return [...lines].flatMap(([, what, bytes, at]) => {
    if (what === 'DeallocateRaw') return -Number(bytes);
    return at === undefined ? [] : Number(bytes);
  });
}

const found = await availability();
const here = found.available && found.detail.endsWith('on the CPU');

test.skipIf(!here)('a process on TensorFlow grows by what is foretold, and never by more', async () => {
  const grown = processPeak(text(6, 32)) - processPeak(text(1, 1));
  const predicted = await foretold(text(6, 32), 32);
  expect(grown).toBeLessThan(predicted);
  expect(grown).toBeGreaterThan(0.85 * predicted);
});

/** So few pictures are too small for the arena, to which they go where malloc happens to put them at no multiple of 64. */
const few = 4;

/** One that pools, drops out, and has a large matrix. */
const dense = text(1, few).replace(
  'GlobalAveragePooling2D',
  `MaxPool2D(4)  Flatten  Dropout(0.5)  Dense(40)  BatchNormalization  LayerNormalization`,
);

test.skipIf(!here).each([
  ['a residual network', text(6, few)],
  ['a dense one', dense],
])(
  'every request to the arena is foretold, in its order, from the first variable to the end of a step: %s',
  async (_, source) => {
    const { plan } = await planned(source);
    const arena = new NotedArena();
    new SessionMemory(plan.programs.variables, arena).run(plan.programs.step, few);
    const { err } = train(source, { TF_CPP_MIN_LOG_LEVEL: '0', TF_CPP_VMODULE: 'bfc_allocator=3' });
    expect(arena.notes.length).toBeGreaterThan(20);
    expect(asked(err).slice(0, arena.notes.length)).toEqual(arena.notes);
  },
);
