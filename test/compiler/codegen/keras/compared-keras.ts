import { type Compared, compared } from '../equality/differences.ts';
import type { Expected } from '../equality/expected.ts';
import type { KerasJob } from './keras-job.ts';
import type { Told } from './keras-process.ts';

/** Compares what Keras says of a model of a package with what it should; names of layers, too. */
export function comparedKeras({ expected, layers }: KerasJob, told: Told, other?: Expected): Compared {
  if ('error' in told) return { mistakes: [told.error], predictions: NaN, losses: [] };
  const names = expected.train?.phases.map(({ name }) => name) ?? [];
  const phases = told.phases.map((phase, index) => ({ ...phase, name: names[index] ?? '' }));
  const found = compared(expected, { ...told, phases }, other);
  const missing = layers.filter((name) => !told.layers.includes(name));
  const others = told.layers.filter((name) => !layers.includes(name));
  const wrong =
    missing.length + others.length === 0
      ? []
      : [`lacks layers ${missing.join(' ')}, has ${others.join(' ')}`];
  return { ...found, mistakes: [...wrong, ...found.mistakes] };
}
