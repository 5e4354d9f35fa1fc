import { full, type HostileShape, image, many, net, shape } from './hostile-shape.ts';

const outputs = (count: number): string =>
  image(`  Flatten\n  a: Dense(8)\n${many(count, (i) => `  from a\n  output y${i}: Dense(2)`)}`);

const trained = (count: number, objective: (i: number) => string, phase = ''): string => `${outputs(count)}
data D {
  source = folder("x")
${many(count, (i) => `  field y${i}: float32[2]`)}
}
train M on D {
  batch = 32
${many(count, objective)}
  phase p { epochs = 1  optimizer = Adam ${phase} }
}
`;

const labels = (count: number, phase: string): string =>
  net('', '', phase).replace('  Flatten', `${many(count, (i) => `  label${i}: Conv2D(4, 1)`)}\n  Flatten`);

const phases = (count: number, body: (i: number) => string): string =>
  net(
    '',
    many(count, (i) => `  phase q${i} { ${body(i)} }`),
  );

/** Data and training: every entry in great number, right and wrong. */
export const training: readonly HostileShape[] = [
  shape('fields', () =>
    net(
      full((i) => `  field f${i}: float32[1]`),
      '',
    ),
  ),
  shape('one field over and over', () =>
    net(
      full(() => `  field f: float32[1]`),
      '',
    ),
  ),
  shape('fields of no type', () =>
    net(
      full((i) => `  field f${i}: flot32[1]`),
      '',
    ),
  ),
  shape('settings that are not of data', () =>
    net(
      full((i) => `  k${i} = 1`),
      '',
    ),
  ),
  shape('misspelt settings of data', () =>
    net(
      full(() => `  sead = 1`),
      '',
    ),
  ),
  shape('one setting over and over', () =>
    net(
      full(() => `  seed = 1`),
      '',
    ),
  ),
  shape('parts that there are not', () =>
    net(`  split { ${full((i) => `trian${i} = 1%`, { between: ' ' })} }`, ''),
  ),
  shape('sections', () =>
    net(
      full(() => '  prepare { }'),
      '',
    ),
  ),
  shape('sections of fields that there are not', () =>
    net(
      full((i) => `  prepare f${i} { }`),
      '',
    ),
  ),
  shape('steps that there are not', () =>
    net(`  prepare { ${full((i) => `Step${i}`, { between: ' ' })} }`, ''),
  ),
  shape('misspelt steps', () => net(`  prepare { ${full(() => 'Rescalling(2)', { between: ' ' })} }`, '')),
  shape('resizing', () => net(`  prepare { ${full(() => 'Resizing(32, 32)', { between: ' ' })} }`, '')),
  shape('augmentations', () => net(`  augment { ${full(() => 'RandomFlip', { between: ' ' })} }`, '')),
  shape('misspelt augmentations', () =>
    net(`  augment { ${full(() => 'RandomFlpi', { between: ' ' })} }`, ''),
  ),
  shape(
    'data',
    () => `${net('', '')}${full((i) => `data E${i} { source = folder("x") }`, { beside: 1000 })}`,
  ),
  shape(
    'data over and over',
    () => `${net('', '')}${full(() => `data E { source = folder("x") }`, { beside: 1000 })}`,
  ),
  shape(
    'training over and over',
    () =>
      `${net('', '')}${full((i) => `train M on D as t${i} { batch = 32 objective y { loss = sparse_categorical_crossentropy } phase p { epochs = 1 optimizer = Adam } }`, { beside: 1000 })}`,
  ),
  shape(
    'training of what there is not',
    () => `${net('', '')}${full((i) => `train N${i} on E${i} as t${i} { batch = 32 }`, { beside: 1000 })}`,
  ),
  shape('settings that are not of training', () =>
    net(
      '',
      full((i) => `  k${i} = 1`),
    ),
  ),
  shape('misspelt settings of training', () =>
    net(
      '',
      full(() => `  bacth = 1`),
    ),
  ),
  shape('inputs that there are not', () =>
    net(
      '',
      full((i) => `  input x${i} = y`),
    ),
  ),
  shape('objectives', () => trained(4500, (i) => `  objective y${i} { loss = mse }`)),
  shape('objectives, misspelt', () => trained(3000, (i) => `  objective yy${i} { loss = mse }`)),
  shape('objectives of no loss', () => trained(3000, (i) => `  objective y${i} { loss = mes }`)),
  shape('one objective over and over', () => trained(1, () => full(() => `  objective y0 { loss = mse }`))),
  shape('metrics', () =>
    net(
      '',
      `  objective y { loss = sparse_categorical_crossentropy metrics = [${full(() => 'accuracy', { between: ', ' })}] }`,
    ),
  ),
  shape('metrics that there are not', () =>
    net(
      '',
      `  objective y { loss = sparse_categorical_crossentropy metrics = [${full((i) => `acuracy${i}`, { between: ', ' })}] }`,
    ),
  ),
  shape('phases', () => phases(9000, () => 'epochs = 1 optimizer = Adam')),
  shape('phases of a large model', () =>
    net(
      '',
      many(500, (i) => `  phase q${i} { epochs = 1 optimizer = Adam }`),
    ).replace('  Flatten', `  repeat 2000 { Conv2D(4, 1) ReLU }\n  Flatten`),
  ),
  shape('one phase over and over', () =>
    net(
      '',
      full(() => `  phase q { epochs = 1 optimizer = Adam }`),
    ),
  ),
  shape('phases of no optimizer', () => phases(9000, () => 'epochs = 1 optimizer = Adma')),
  shape('phases without anything', () => phases(20_000, () => '')),
  shape('phases of wrong settings', () => phases(9000, () => 'epcohs = 1 optimizer = Adam(lr=1)')),
  shape('frozen labels', () =>
    labels(
      9000,
      full((i) => `freeze label${i}`, { most: 9000, beside: 300_000 }),
    ),
  ),
  shape('frozen labels, misspelt', () =>
    labels(
      9000,
      full((i) => `freeze lable${i}`, { most: 9000, beside: 300_000 }),
    ),
  ),
  shape('frozen ranges', () =>
    labels(
      9000,
      full((i) => `freeze label0..label${i}`, { most: 6000, beside: 300_000 }),
    ),
  ),
  shape('all of a large model frozen, over and over', () =>
    labels(
      9000,
      full(() => `freeze label0..label8999`, { most: 6000, beside: 300_000 }),
    ),
  ),
  shape('frozen indexes', () =>
    net(
      '',
      '',
      full((i) => `freeze layers[${i}]`, { beside: 1000 }),
    ).replace('  Flatten', '  repeat 20000 { Conv2D(4, 1) }\n  Flatten'),
  ),
  shape('frozen slices', () =>
    net(
      '',
      '',
      full((i) => `freeze layers[..${i}]`, { beside: 1000 }),
    ).replace('  Flatten', '  repeat 20000 { Conv2D(4, 1) }\n  Flatten'),
  ),
  shape('a large model with its training', () => labels(18_000, '')),
  shape('a large loop with its training', () =>
    net('', '').replace(
      '  Flatten',
      '  repeat 9000 { Conv2D(3, 3, padding=same) BatchNormalization ReLU }\n  Flatten',
    ),
  ),
  shape('large skips with their training', () =>
    net('', '').replace(
      '  Flatten',
      '  repeat 9000 { residual { Conv2D(4, 1) BatchNormalization } }\n  Flatten',
    ),
  ),
  shape('a large model within a budget', () =>
    net('', '  memory = 1 GiB\n  recompute = true').replace(
      '  Flatten',
      '  repeat 9000 { Conv2D(4, 3, padding=same) BatchNormalization ReLU }\n  Flatten',
    ),
  ),
  shape('a symbolic model that is trained', () =>
    net('', '')
      .replace('[32, 32, 3]', '[?h, ?w, 3]')
      .replace(
        '  Flatten',
        '  repeat 4000 { Conv2D(4, 3, padding=same) BatchNormalization ReLU }\n  GlobalAveragePooling2D',
      ),
  ),
];
