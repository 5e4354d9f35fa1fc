/** What a text is made of over and over, and how often: small files that ask for much work in one stage or another. */
export interface HostileShape {
  readonly what: string;
  readonly text: () => string;
}

const model = (body: string, size = 8): string => `model M {\n  input x: float32[${size}]\n${body}\n}\n`;
const image = (body: string): string => `model M {\n  input x: float32[32, 32, 3]\n${body}\n}\n`;
const many = (count: number, each: (i: number) => string, between = '\n'): string =>
  Array.from({ length: count }, (_, i) => each(i)).join(between);

const net = (
  rest: string,
  train: string,
): string => `${image('  Conv2D(4, 3)\n  Flatten\n  output y: Dense(10, softmax)')}
data D {
  source = folder("x")
  field y: class[10]
${rest}
}
train M on D {
  batch = 32
  objective y { loss = sparse_categorical_crossentropy }
${train}
  phase p { epochs = 1  optimizer = Adam }
}
`;

const shape = (what: string, text: () => string): HostileShape => ({ what, text });

/** Arguments and parameters in great number. */
const lists: readonly HostileShape[] = [
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

/** Statements in great number. */
const statements: readonly HostileShape[] = [
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

/** One layer or body applied again. */
const reuses: readonly HostileShape[] = [
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

/** Texts that the parser must find its way through. */
const syntax: readonly HostileShape[] = [
  ...[
    'a: ',
    'repeat ',
    'residual ',
    'input x: ',
    '} ',
    ') ',
    'A ',
    'a: {',
    '( ',
    'if ',
    'a = ',
    'self.a = A(1)\n',
    '"{',
    "'a' ",
  ].flatMap((word) => {
    const count = Math.floor(480_000 / word.length);
    const name = JSON.stringify(word);
    return [
      shape(`${name} in a model`, () => model(word.repeat(count))),
      shape(`${name} alone`, () => word.repeat(count)),
    ];
  }),
];

export const hostileShapes: readonly HostileShape[] = [...lists, ...statements, ...reuses, ...syntax];
