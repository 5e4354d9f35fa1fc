import { full, type HostileShape, image, many, model, shape } from './hostile-shape.ts';

const end = '  output y: Dense(1)';

/** Everything that may be declared, written and drawn, in the greatest number, right and wrong. */
export const declarations: readonly HostileShape[] = [
  shape('blocks', () => `${full((i) => `block B${i} { Dense(8) }`)}\n${model(`  B0\n${end}`)}`),
  shape(
    'blocks, each applied',
    () =>
      `${many(12_000, (i) => `block B${i} { Dense(8) }`)}\n${model(`${many(12_000, (i) => `  B${i}`)}\n${end}`)}`,
  ),
  shape(
    'blocks, each misspelt',
    () =>
      `${many(9000, (i) => `block Block${i} { Dense(8) }`)}\n${model(`${many(12_000, (i) => `  Blokc${i}`)}\n${end}`)}`,
  ),
  shape('a block over and over', () => `${full(() => 'block B { Dense(8) }')}\n${model(`  B\n${end}`)}`),
  shape(
    'blocks in a chain',
    () =>
      `block B0 { Dense(8) }\n${full((i) => `block B${i + 1} { B${i} }`, { beside: 100 })}\n${model(`  B180\n${end}`)}`,
  ),
  shape(
    'blocks in too long a chain',
    () =>
      `block B0 { Dense(8) }\n${many(15_000, (i) => `block B${i + 1} { B${i} }`)}\n${model(`  B15000\n${end}`)}`,
  ),
  shape(
    'a circle of blocks',
    () => `${many(15_000, (i) => `block B${i} { B${(i + 1) % 15_000} }`)}\n${model(`  B0\n${end}`)}`,
  ),
  shape('aliases', () => `${full((i) => `layer L${i} = Dense(8)`)}\n${model(`  L0\n${end}`)}`),
  shape(
    'aliases, each misspelt',
    () =>
      `${many(9000, (i) => `layer Layer${i} = Dense(8)`)}\n${model(`${many(12_000, (i) => `  Lyaer${i}`)}\n${end}`)}`,
  ),
  shape(
    'aliases in a chain, the last first',
    () =>
      `${many(12_000, (i) => `layer L${i} = L${i + 1}(activation=relu)`)}\n${model(`  L0(units=3)\n${end}`)}`,
  ),
  shape(
    'a circle of aliases',
    () => `${many(15_000, (i) => `layer L${i} = L${(i + 1) % 15_000}`)}\n${model(`  L0\n${end}`)}`,
  ),
  shape('models', () => full((i) => `model M${i} { input x: float32[8] output y: Dense(1) }`)),
  shape('a model over and over', () => full(() => 'model M { input x: float32[8] output y: Dense(1) }')),
  shape('inputs', () => `model M {\n${full((i) => `  input x${i}: float32[8]`)}\n  from x0\n${end}\n}\n`),
  shape(
    'inputs that are merged',
    () =>
      `model M {\n${many(900, (i) => `  input x${i}: float32[8]`)}\n  Add(with=[${many(899, (i) => `x${i}`, ', ')}])\n${end}\n}\n`,
  ),
  shape('merges of many', () =>
    model(
      `${many(900, (i) => `  a${i}: Dense(8)`)}\n${many(40, (k) => `  b${k}: Add(with=[${many(890, (i) => `a${i}`, ', ')}])`)}\n${end}`,
    ),
  ),
  shape('one input over and over', () => `model M {\n${full(() => `  input x: float32[8]`)}\n${end}\n}\n`),
  shape('inputs of no type', () => `model M {\n${full((i) => `  input x${i}: flot32[8]`)}\n${end}\n}\n`),
  shape('one label over and over', () => model(`${full(() => '  l: Dense(8)')}\n${end}`)),
  shape('one output over and over', () => model(full(() => '  output y: Dense(8)'))),
  shape('paths that are looked up', () =>
    model(`${many(12_000, (i) => `  l${i}: Dense(8)`)}\n${many(12_000, (i) => `  from l${i}`)}\n${end}`),
  ),
  shape('paths that are misspelt', () =>
    model(`${many(9000, (i) => `  label${i}: Dense(8)`)}\n${many(9000, (i) => `  from lable${i}`)}\n${end}`),
  ),
  shape('paths far down', () =>
    model(
      `  g: ${'{ g: '.repeat(90)}Dense(8)${' }'.repeat(90)}\n${full(() => `  from ${many(91, () => 'g', '.')}`, { beside: 2000 })}\n${end}`,
    ),
  ),
  shape('groups far down, many layers', () =>
    model(`  g: ${'{ g: '.repeat(90)}{ repeat 29000 { Dense(8) } }${' }'.repeat(90)}\n${end}`),
  ),
  shape('groups of two, deep', () =>
    model(`  repeat 300 as i { ${'g: { Dense(8) Dense(4) '.repeat(40)}${' }'.repeat(40)} }\n${end}`),
  ),
  shape('labelled groups', () => model(`${many(14_000, (i) => `  g${i}: { Dense(8) ReLU }`)}\n${end}`)),
  shape('labelled groups that differ', () =>
    model(`${many(14_000, (i) => `  g${i}: { Dense(${i + 1}) ReLU }`)}\n${end}`),
  ),
  shape('layers that all differ', () =>
    model(`${many(29_000, (i) => `  Dense(${((i * 7919) % 30_011) + 1})`)}\n${end}`),
  ),
  shape('layers that differ now and then', () =>
    image(`${many(20_000, (i) => `  Conv2D(${1 + (((i * i) >> 5) % 7)}, 1)`)}\n  Flatten\n${end}`),
  ),
  shape(
    'applied blocks that differ',
    () => `block B(n) { Dense(n) Dense(4) }\n${model(`${many(14_000, (i) => `  B(${i + 1})`)}\n${end}`)}`,
  ),
  shape('skips that all differ', () =>
    model(`${many(9000, (i) => `  residual { Dense(${i + 1}) Dense(8) }`)}\n${end}`),
  ),
  shape('two ways that alternate', () =>
    model(`  repeat 7000 { residual { Dense(8) Dense(8) } Dense(8) residual { Dense(8) } }\n${end}`),
  ),
  shape('a dense block', () =>
    image(
      `${many(500, () => '  residual { Conv2D(3, 1) }')}\n  repeat 900 { parallel Concatenate { path { Conv2D(2, 1) } path { } } }\n  Flatten\n${end}`,
    ),
  ),
  shape('many ways into one', () =>
    model(
      `${many(900, (i) => `  from x\n  a${i}: Dense(${8 + (i % 2)})`)}\n  Concatenate(with=[${many(899, (i) => `a${i}`, ', ')}])\n${end}`,
    ),
  ),
  shape('layers that are not used', () =>
    model(`${many(9000, (i) => `  from x\n  a${i}: Dense(${i + 1})`)}\n${end}`),
  ),
  shape('conditions of paths', () => model(`${full((i) => `  if ${i} > 3 { } else { }`)}\n${end}`)),
  shape('else after else', () =>
    model(`  if 1 > 2 { }${full(() => ' else if 1 > 2 { }', { between: '' })}\n${end}`),
  ),
  shape('loops', () => model(`${full(() => '  repeat 1 { Dense(8) }')}\n${end}`)),
  shape('empty loops', () => model(`${full(() => '  repeat 0 { Dense(8) }')}\n${end}`)),
  shape('bodies in bodies', () => model(`${'  if true { '.repeat(95)}Dense(8)${' }'.repeat(95)}\n${end}`)),
  shape('bodies far in bodies', () =>
    model(`${'residual { '.repeat(40_000)}Dense(8)${' }'.repeat(40_000)}\n${end}`),
  ),
  shape('weights that are not there', () =>
    model(`${full((i) => `  weights w${i} = "w${i}.safetensors"`)}\n${end}`),
  ),
  shape('wrong sizes in each layer', () => image(`${full(() => '  Conv2D(4, 90)')}\n${end}`)),
  shape('misspelt arguments in each layer', () =>
    model(`${full(() => '  Dense(8, activaton=relu)')}\n${end}`),
  ),
  shape('misspelt words in each layer', () => model(`${full(() => '  Dense(8, activation=rleu)')}\n${end}`)),
  shape('wrong values in each layer', () => model(`${full(() => '  Dense(-3)')}\n${end}`)),
  shape('layers of PyTorch', () => model(`${full(() => '  nn.Linear(8, 8)')}\n${end}`)),
  shape('settings of every layer', () =>
    image(
      `${many(2900, () => '  Conv2D(3, 3, padding=same, activation=relu, use_bias=false, kernel_initializer=HeNormal(seed=3), kernel_regularizer=L2(0.01), kernel_constraint=max_norm(2))')}\n  Flatten\n${end}`,
    ),
  ),
  shape('comments', () => `${full((i) => `# ${i}`)}\n${model(end)}`),
  shape('comments that document', () => `${full((i) => `## ${i}`)}\n${model(end)}`),
  shape('blank lines', () => `${'\n'.repeat(500_000)}${model(end)}`),
  shape('one line of layers', () => model(`${many(29_000, () => 'Dense(8) ', '')}\n${end}`)),
  shape('one line of mistakes', () => model(`${full(() => 'Dnse(8) ', { between: '' })}\n${end}`)),
];
