import { full, type HostileShape, many, model, shape } from './hostile-shape.ts';

const end = '\n  output y: Dense(1)';
const inModel = (body: string): string => model(`${body}${end}`);
const nested = (open: string, inner: string, close: string, depth: number): string =>
  `${open.repeat(depth)}${inner}${close.repeat(depth)}`;

/** Values: long, deep, doubled, and asked for over and over. */
export const values: readonly HostileShape[] = [
  shape('a list that a loop doubles', () =>
    inModel(
      `  let l0 = [1]\n${many(17, (i) => `  let l${i + 1} = l${i} + l${i}`)}\n  repeat 30000 { let m = l16 + l15 }`,
    ),
  ),
  shape('a list that a loop multiplies', () => inModel(`  repeat 40000 { let m = [1] * 99990 }`)),
  shape('a long list that a loop adds one to', () =>
    inModel(`  let l = [1] * 99000\n  repeat 40000 { let m = l + [1] }`),
  ),
  shape('pairs of a long list in a loop', () =>
    inModel(`  let l = [1] * 30000\n  repeat 40000 { let m = pairwise(l) }`),
  ),
  shape('the greatest of a long list in a loop', () =>
    inModel(`  let l = [1] * 99000\n  repeat 40000 { let m = max(l) + min(l) + len(l) }`),
  ),
  shape('long lists compared in a loop', () =>
    inModel(`  let l = [1] * 99000\n  let m = [1] * 99000\n  repeat 30000 { if l == m { } }`),
  ),
  shape('a text that a loop writes', () =>
    inModel(
      `  let t0 = "aaaaaaaaaaaaaaaa"\n${many(12, (i) => `  let t${i + 1} = t${i} + t${i}`)}\n  repeat 30000 { let u = "{t12}{t12}" }`,
    ),
  ),
  shape('the length of a text in a loop', () =>
    inModel(
      `  let t0 = "aaaaaaaaaaaaaaaa"\n${many(12, (i) => `  let t${i + 1} = t${i} + t${i}`)}\n  repeat 40000 { let u = len(t12) }`,
    ),
  ),
  shape('labels of long texts', () =>
    inModel(
      `  let t0 = "aaaaaaaaaaaaaaaa"\n${many(12, (i) => `  let t${i + 1} = t${i} + t${i}`)}\n  repeat 9000 as i { "a{t12}{i}": Dense(8) }`,
    ),
  ),
  shape('labels of long texts within one another', () =>
    inModel(
      `  let t = "${'a'.repeat(1000)}"\n  repeat 200 as i { "{t}": { repeat 100 { "{t}": Dense(8) } } }`,
    ),
  ),
  shape('labels of numbers', () => inModel('  repeat 29000 as i { "l{i}": Dense(8) }')),
  shape('one label in each round', () => inModel('  repeat 29000 { l: Dense(8) }')),
  shape('groups in each round', () => inModel('  repeat 14000 { g: { Dense(8) Dense(4) } }')),
  shape('long lists for each round', () => inModel('  let l = [8] * 99000\n  for n in l { let m = n }')),
  shape('lists in lists', () =>
    inModel(`  let l = ${nested('[', '1', ']', 90)}\n  for n in [l] * 900 { let m = n }`),
  ),
  shape('parentheses', () => inModel(full(() => `  Dense(${nested('(', '8', ')', 90)})`))),
  shape('too many parentheses', () => inModel(`  Dense(${nested('(', '8', ')', 200_000)})`)),
  shape('signs', () => inModel(`  Dense(${'-'.repeat(400_000)}8)`)),
  shape('nots', () => inModel(`  require ${'not '.repeat(100_000)}true`)),
  shape('conditions in conditions', () =>
    inModel(`  Dense(${nested('if true then ', '8', ' else 9', 20_000)})`),
  ),
  shape('long conditions', () => inModel(`  require ${full(() => '1 < 2', { between: ' and ' })}`)),
  shape('a list of all that fits', () =>
    inModel(`  let l = [${full(() => '8', { between: ', ' })}]\n  Dense(l[0])`),
  ),
  shape('a long list that a loop writes', () =>
    inModel(`  repeat 90000 { let l = [${many(3000, () => '8', ', ')}] }`),
  ),
  shape('unknown names in a list', () => inModel(`  Dense([${full((i) => `n${i}`, { between: ', ' })}])`)),
  shape('misspelt names in a list', () =>
    inModel(`  let length = 3\n  Dense([${full((i) => `lengh${i}`, { between: ', ' })}])`),
  ),
  shape('a text of all that fits', () => inModel(`  let t = "${'a'.repeat(500_000)}"\n  Dense(len(t))`)),
  shape('a text of parts', () =>
    inModel(`  let t = "${full(() => '{1}', { between: '' })}"\n  Dense(len(t))`),
  ),
  shape('a text of texts', () => inModel(full((i) => `  let t${i} = "{${i}}{${i}}"`))),
  shape('unused values', () => inModel(full((i) => `  let v${i} = ${i}`))),
  shape('a value over and over', () => inModel(full(() => `  let v = 1`))),
  shape('unused values at the top', () => full((i) => `let v${i} = ${i}`) + '\n' + inModel('  Dense(8)')),
  shape('a value over and over at the top', () => full(() => `let v = 1`) + '\n' + inModel('  Dense(v)')),
  shape('values that are each misspelt', () => inModel(full((i) => `  let value${i} = vlaue${i}`))),
  shape('requirements', () => inModel(full((i) => `  require ${i} >= 0`))),
  shape('broken requirements', () => inModel(full((i) => `  require ${i} < 0: "no"`))),
  shape(
    'symbolic sizes',
    () => `model M {\n${full((i) => `  input x${i}: float32[?n${i}]`)}\n  from x0\n  output y: Dense(1)\n}\n`,
  ),
  shape(
    'a sum of symbolic sizes',
    () =>
      `model M {\n  input x: float32[${full((i) => `?n${i}`, { between: ', ' })}]\n  Flatten\n  output y: Dense(1)\n}\n`,
  ),
  shape('a polynomial of a symbolic size', () =>
    `model M {\n  input x: float32[?n]\n  let a = n + 1\n${many(40, () => '  let b = a * a * a * a * a * a\n  let c = b * b')}\n  require c > 0\n  output y: Dense(1)\n}\n`
      .replace(
        /let b/g,
        (() => {
          let i = 0;
          return () => `let b${i++}`;
        })(),
      )
      .replace(
        /let c = b \* b/g,
        (() => {
          let i = 0;
          return () => `let c${i} = b${i++} * b0`;
        })(),
      ),
  ),
  shape(
    'convolutions of a symbolic picture',
    () =>
      `model M {\n  input x: float32[?h, ?w, 3]\n  repeat 9000 { Conv2D(4, 3, padding=same, strides=2) UpSampling2D(2) ReLU }\n  GlobalAveragePooling2D\n  output y: Dense(1)\n}\n`,
  ),
  shape(
    'valid convolutions of a symbolic picture',
    () =>
      `model M {\n  input x: float32[?h, ?w, 3]\n  repeat 20000 { Conv2D(4, 3) }\n  GlobalAveragePooling2D\n  output y: Dense(1)\n}\n`,
  ),
  shape(
    'skips of a symbolic picture',
    () =>
      `model M {\n  input x: float32[?h, ?w, 3]\n  Conv2D(4, 1)\n  repeat 9000 { residual { Conv2D(4, 3, padding=same) } }\n  GlobalAveragePooling2D\n  output y: Dense(1)\n}\n`,
  ),
  shape(
    'requirements of a symbolic size',
    () =>
      `model M {\n  input x: float32[?n]\n${full((i) => `  require n > ${i}`)}\n  output y: Dense(1)\n}\n`,
  ),
];
