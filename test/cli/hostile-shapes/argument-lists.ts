import { type HostileShape, many, model, shape } from './hostile-shape.ts';

/** Arguments and parameters in great number. */
export const argumentLists: readonly HostileShape[] = [
  shape('unknown arguments', () => model(`Dense(8, ${many(25_000, (i) => `a${i}=1`, ', ')})`)),
  shape('one argument over and over', () => model(`Dense(${many(90_000, () => 'units=1', ', ')})`)),
  shape(
    'unknown arguments of a block',
    () => `block B(a = 1) { Dense(a) }\n${model(`B(${many(25_000, (i) => `b${i}=1`, ', ')})`)}`,
  ),
  shape(
    'parameters of a block, all given',
    () =>
      `block B(${many(20_000, (i) => `p${i} = 1`, ', ')}) { Dense(p0) }\n${model(`B(${many(20_000, (i) => `p${i}=2`, ', ')})`)}`,
  ),
  shape(
    'one parameter over and over',
    () => `block B(${many(90_000, () => 'p', ', ')}) { Dense(1) }\n${model('B(1)')}`,
  ),
  shape('a list of names', () => model(`Add(with=[${many(90_000, (i) => `l${i}`, ', ')}])`)),
  shape('one tensor added over and over', () =>
    model(`  a: Dense(8)\n  Add(with=[${many(90_000, () => 'a', ', ')}])\n  output y: Dense(1)`),
  ),
  shape('a sum', () => model(`Dense(${many(90_000, () => '1', ' + ')})`)),
  shape(
    'unknown arguments of an alias',
    () => `layer L = Dense(${many(25_000, (i) => `a${i}=1`, ', ')})\n${model('L')}`,
  ),
];
