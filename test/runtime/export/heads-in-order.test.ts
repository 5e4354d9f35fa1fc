import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { isConcrete } from '../../../compiler/graph/graph.ts';
import { Source } from '../../../grammar/source.ts';
import { kerasArchive } from '../../../runtime/export/keras-archive.ts';
import { kerasWeights } from '../../../runtime/export/keras-weights.ts';
import { loadWeights } from '../../../runtime/weights/sources/load-weights.ts';
import { temporaryDirectory } from '../../support/directory.ts';
import { drawnWeights } from './held-against-keras.ts';

const text = (weights: string) => `model Part {
  input x: float32[4]
  trunk: Dense(4)
  output z: Dense(4)
  from trunk
  output a: Dense(4)
}
model Whole {
  input x: float32[4]
  net: Part(weights="${weights}")
  from net.z
  output p: Identity
  from net.a
  output q: Identity
}`;

it.each(['net.weights.h5', 'net.keras'])(
  'heads of one shape, out of the order of the alphabet, come back from %s each to its own',
  async (name) => {
    const folder = temporaryDirectory();
    const { value } = compile(new Source(join(folder, 'm.cnn'), text(name)));
    const [part, whole] = value.models.filter(isConcrete);
    if (part === undefined || whole === undefined) throw new Error('no model');
    const values = drawnWeights(part);
    const bytes = name.endsWith('.keras')
      ? await kerasArchive(part, values, {})
      : await kerasWeights(part, values);
    writeFileSync(join(folder, name), bytes);
    const loaded = await loadWeights(whole, { cache: folder, files: {} });
    expect(loaded.values).toEqual(
      new Map([...values].map(([variable, data]) => [`net.${variable.name}`, data])),
    );
  },
);
