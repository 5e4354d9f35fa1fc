import { type HostileShape, image, many, model, net, shape } from './hostile-shape.ts';

/** Statements in great number. */
export const statements: readonly HostileShape[] = [
  shape('layers', () => model(`${many(29_000, () => '  Dense(8)')}\n  output y: Dense(1)`)),
  shape('a loop of 29,000 layers', () => model('  repeat 29000 { Dense(8) }\n  output y: Dense(1)')),
  shape('a loop of 20,000 normalised convolutions', () =>
    image(
      '  repeat 9000 { Conv2D(3, 3, padding=same) BatchNormalization ReLU }\n  Flatten\n  output y: Dense(1)',
    ),
  ),
  shape('more layers than may be', () => model('  repeat 130000 { Dropout(0.5) }\n  output y: Dense(1)')),
  shape('a loop of 32,000 residuals', () =>
    model('  repeat 14000 { residual { Dense(8) } }\n  output y: Dense(1)'),
  ),
  shape('a loop of 30,000 pairs of paths', () =>
    model(
      '  repeat 9000 { parallel Concatenate { path { Dense(4) } path { Dense(4) } } }\n  output y: Dense(1)',
    ),
  ),
  shape('for in for', () =>
    model(
      '  for a in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] { for b in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] { for c in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] { for d in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] { for e in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] { for f in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] { Dense(8) } } } } } }\n  output y: Dense(1)',
    ),
  ),
  shape(
    'blocks that double',
    () =>
      `block B0 { Dense(8) }\n${many(30, (i) => `block B${i + 1} { B${i} B${i} }`)}\n${model('  B30\n  output y: Dense(1)')}`,
  ),
  shape(
    'blocks that double an empty one',
    () =>
      `block B0 { }\n${many(30, (i) => `block B${i + 1} { B${i} B${i} }`)}\n${model('  B30\n  output y: Dense(1)')}`,
  ),
  shape(
    'blocks that double and nest residuals',
    () =>
      `block B0 { Dense(8) }\n${many(30, (i) => `block B${i + 1} { residual { B${i} B${i} } }`)}\n${model('  B30\n  output y: Dense(1)')}`,
  ),
  shape('nested loops without end', () =>
    model(`${'repeat 9 { '.repeat(50)}Dense(8)${' }'.repeat(50)}\n  output y: Dense(1)`),
  ),
  shape('labels', () => model(`${many(20_000, (i) => `  l${i}: Dense(8)`)}\n  output y: Dense(1)`)),
  shape('outputs', () => model(`${many(20_000, (i) => `  output y${i}: Dense(8)`)}`)),
  shape('layers that reach no output', () =>
    model(`  repeat 40000 { from x  Dense(8) }\n  from x\n  output y: Dense(1)`),
  ),
  shape(
    'values in a chain',
    () => `let v0 = 1\n${many(20_000, (i) => `let v${i + 1} = v${i} + 1`)}\n${model('Dense(v40000)')}`,
  ),
  shape(
    'aliases in a chain',
    () =>
      `layer L0 = Dense(8)\n${many(20_000, (i) => `layer L${i + 1} = L${i}(activation=relu)`)}\n${model('L20000')}`,
  ),
  shape('paths', () =>
    model(
      `  parallel Concatenate {\n${many(15_000, () => '    path { Dense(1) }')}\n  }\n  output y: Dense(1)`,
    ),
  ),
  shape('preparations', () => net(`  prepare { ${many(25_000, () => 'Rescaling(2)', ' ')} }`, '')),
  shape(
    'freezes of much that there is not',
    () =>
      `${model(`${many(5000, (i) => `  l${i}: Dense(8)`)}\n  output y: Dense(1)`)}data D { source = folder("x")  field y: float32[1]  input x: float32[8] }\ntrain M on D { batch = 1 objective y { loss = mse }\n phase p { epochs = 1 optimizer = Adam\n${many(5000, (i) => `freeze k${i}`)}\n} }\n`,
  ),
  shape(
    'freezes of all there is',
    () =>
      `${model(`${many(10_000, (i) => `  l${i}: Dense(8)`)}\n  output y: Dense(1)`)}data D { source = folder("x")  field y: float32[1]  field x: float32[8] }\ntrain M on D { batch = 1 objective y { loss = mse }\n phase p { epochs = 1 optimizer = Adam\n${many(10_000, (i) => `freeze l${i}`)}\n} }\n`,
  ),
];
