import { type HostileShape, many, model, shape } from './hostile-shape.ts';

/** One layer or body applied again. */
export const reuses: readonly HostileShape[] = [
  shape('reuse in a loop', () => model('  a: Dense(8)\n  repeat 65536 { reuse a }\n  output y: Dense(1)')),
  shape('reuse of 1,000 layers', () =>
    model('  a: { repeat 1000 { Dense(8) } }\n  repeat 1000 { reuse a }\n  output y: Dense(1)'),
  ),
  shape('reuse of reuse', () =>
    model(
      `  a0: Dense(8)\n${many(30, (i) => `  a${i + 1}: { reuse a${i} reuse a${i} }`)}\n  output y: Dense(1)`,
    ),
  ),
  shape('reuse of many layers', () =>
    model(
      `${many(20_000, (i) => `  a${i}: Dense(8)`)}\n${many(20_000, (i) => `  reuse a${i}`)}\n  output y: Dense(1)`,
    ),
  ),
];
