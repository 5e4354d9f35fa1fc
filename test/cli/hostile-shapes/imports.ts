import { full, type HostileShape, many, model, shape } from './hostile-shape.ts';

const end = '  output y: Dense(1)';
const files = (count: number, text: (i: number) => string) => (): ReadonlyMap<string, string> =>
  new Map(Array.from({ length: count }, (_, i) => [`f${i}.cnn`, text(i)]));
const block = (i: number): string => `block B${i} { Dense(8) }`;

/** Files that import others: many, one after another, in circles and over and over. */
export const imports: readonly HostileShape[] = [
  shape(
    'imports of files',
    () =>
      `${many(3000, (i) => `import { B${i} } from "f${i}.cnn"`)}\n${model(`${many(3000, (i) => `  B${i}`)}\n${end}`)}`,
    files(3000, block),
  ),
  shape(
    'imports of files that there are not',
    () => `${full((i) => `import { B${i} } from "f${i}.cnn"`)}\n${model(end)}`,
  ),
  shape(
    'imports in a chain',
    () => `import { B0 } from "f0.cnn"\n${model(`  B0\n${end}`)}`,
    files(1000, (i) => `import { B${i + 1} } from "f${i + 1}.cnn"\nblock B${i} { B${i + 1} }`),
  ),
  shape(
    'imports in a circle',
    () => `import { B0 } from "f0.cnn"\n${model(`  B0\n${end}`)}`,
    files(
      150,
      (i) => `import { B${(i + 1) % 150} } from "f${(i + 1) % 150}.cnn"\nblock B${i} { B${(i + 1) % 150} }`,
    ),
  ),
  shape(
    'imports in diamonds',
    () => `import { B0 } from "f0.cnn"\n${model(`  B0\n${end}`)}`,
    files(120, (i) =>
      i > 117
        ? block(i)
        : `import { B${i + 1} } from "f${i + 1}.cnn"\nimport { B${i + 2} } from "f${i + 2}.cnn"\nblock B${i} { if false { B${i + 1} B${i + 2} } Dense(8) }`,
    ),
  ),
  shape(
    'imports of everything by everyone',
    () => `import { B0 } from "f0.cnn"\n${model(`  B0\n${end}`)}`,
    files(
      150,
      (i) => `${many(150 - i - 1, (k) => `import { B${i + k + 1} } from "f${i + k + 1}.cnn"`)}\n${block(i)}`,
    ),
  ),
  shape(
    'large files',
    () => `${many(8, (i) => `import { B${i} } from "f${i}.cnn"`)}\n${model(`  B0\n${end}`)}`,
    files(8, (i) => `${block(i)}\n${full((k) => `block C${k} { Dense(8) }`)}`),
  ),
  shape(
    'one name of a file over and over',
    () => `${full(() => `import { B0 } from "f0.cnn"`)}\n${model(`  B0\n${end}`)}`,
    files(1, block),
  ),
  shape(
    'one file over and over',
    () => `${full((i) => `import { B0 as C${i} } from "f0.cnn"`)}\n${model(`  C0\n${end}`)}`,
    files(1, block),
  ),
  shape(
    'names of one file',
    () =>
      `import { ${full((i) => `B${i}`, { between: ', ', most: 20_000 })} } from "f0.cnn"\n${model(`  B0\n${end}`)}`,
    files(1, () => many(20_000, block)),
  ),
  shape(
    'names that a file has not',
    () => `import { ${full((i) => `Bolck${i}`, { between: ', ' })} } from "f0.cnn"\n${model(end)}`,
    files(1, () => many(15_000, (i) => `block Block${i} { Dense(8) }`)),
  ),
  shape(
    'files full of mistakes',
    () => `${many(20, (i) => `import { B } from "f${i}.cnn"`)}\n${model(end)}`,
    files(20, () => full((i) => `let v${i} = w${i}`)),
  ),
  shape(
    'files that cannot be read on',
    () => `${many(20, (i) => `import { B } from "f${i}.cnn"`)}\n${model(end)}`,
    files(20, () => 'a: '.repeat(170_000)),
  ),
  shape(
    'names of the library',
    () => `${full(() => `import { ResNet50 } from "cnn:applications"`)}\n${model(end)}`,
  ),
  shape(
    'names that the library has not',
    () => `import { ${full((i) => `ResNte${i}`, { between: ', ' })} } from "cnn:applications"\n${model(end)}`,
  ),
  shape(
    'parts of the library that there are not',
    () => `${full((i) => `import { A } from "cnn:aplications${i}"`)}\n${model(end)}`,
  ),
];
