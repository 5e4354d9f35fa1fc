import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { libraryParameter } from '../../../compiler/catalogue/parameters/library-parameters.ts';
import { libraryNames, librarySource } from '../../../compiler/library/library.ts';
import { parse } from '../../../grammar/parse.ts';
import { Source } from '../../../grammar/source.ts';
import { applyEdits } from '../../../grammar/apply-edits.ts';
import { sample } from '../../support/sample.ts';

/*
 * What a person gives to a block or model of the library, and is wrong, is told at the argument alone: the library is no
 * text of theirs. Every parameter is given every kind of value (by default, some of them).
 */

/** Parameters that the library's own aliases give. */
const own = new Set([
  ...[
    'depths',
    'file',
    'digests',
    'units',
    'last',
    'stages',
    'blocks',
    'penultimate',
    'stem',
    'side',
    'skips',
    'widths',
    'column',
    'sign',
  ],
]);

interface Applied {
  readonly name: string;
  readonly parameters: readonly string[];
  /** A text that applies it, by its argument. */
  readonly text: (argument: string) => string;
}

const parametersOf = (module: string, name: string): readonly string[] => {
  const source = librarySource(module);
  const items = source === undefined ? [] : parse(source).value.items;
  return items.flatMap((item) =>
    (item.type === 'block' || item.type === 'model') && item.name.text === name
      ? item.parameters.map((parameter) => parameter.name.text)
      : [],
  );
};

const layer = (module: string, from: string, name: string, others = ''): Applied => ({
  name,
  parameters: parametersOf(module, name),
  text: (argument) => `import { ${name} } from "${from}"
model Net {
  input image: float32[32, 32, 4]
  ${name}(${others}${argument})
  Flatten
  output label: Dense(10, activation=softmax)
}
`,
});

const loss = (name: string): Applied => ({
  name,
  parameters: parametersOf('cnn:losses', name),
  text: (argument) => `import { ${name} } from "cnn:losses"
model Net {
  input image: float32[8, 8, 1]
  Flatten
  output label: Dense(3, activation=softmax)
}
data D {
  source = shapes(60, size=8, classes=3)
  field label: class[3]
  split { train = 90%  valid = 10% }
  seed = 1
}
train Net on D {
  batch = 4
  objective label { loss = ${name}(${argument}) }
  phase main { epochs = 1  optimizer = Adam }
}
`,
});

const applied: readonly Applied[] = [
  layer('cnn:layers', 'cnn:layers', 'DepthPool'),
  layer('cnn:layers', 'cnn:layers', 'SqueezeExcite'),
  layer('cnn:layers', 'cnn:layers', 'DropPath'),
  layer('cnn:applications/mobilenet', 'cnn:applications', 'MobileNet'),
  layer('cnn:applications/mobilenet-v2', 'cnn:applications', 'MobileNetV2'),
  loss('Dice'),
  loss('Tversky'),
  loss('CategoricalFocalCrossentropy'),
  loss('Huber'),
];

const values = [
  ...['-1', '0', '1.5', '3', '100000000000', '"text"', '"avg"', 'avg', 'average', 'wordd', 'none', 'true'],
  ...['[1, 2]', '(1, 2)', 'Foo()'],
];

const diagnosticsOf = (text: string) => compile(new Source('net.cnn', text)).diagnostics;

test.each(applied)('what is given to $name is told where it is given', ({ parameters, text }) => {
  expect(parameters.length).toBeGreaterThan(0);
  const all = parameters.flatMap((name) => values.map((value) => `${name}=${value}`));
  for (const argument of sample(all, Math.ceil(all.length / 3))) {
    const source = text(argument);
    const [told, ...others] = diagnosticsOf(source).filter(({ severity }) => severity === 'error');
    if (told === undefined) continue;
    const from = source.indexOf(argument);
    expect(
      others.map(({ message }) => message),
      argument,
    ).toEqual([]);
    expect(told.span?.source.name, `${argument}: ${told.message}`).toBe('net.cnn');
    expect(told.span?.start, `${argument}: ${told.message}`).toBeGreaterThanOrEqual(from);
    expect(told.span?.end, argument).toBeLessThanOrEqual(from + argument.length);
    const edits = told.fix?.edits ?? [];
    expect(edits.length, `${argument}: ${told.message}`).toBeGreaterThan(0);
    const left = diagnosticsOf(applyEdits(source, edits)).filter(({ severity }) => severity === 'error');
    expect(
      left.map(({ message }) => message),
      argument,
    ).toEqual([]);
  }
});

test('every parameter that a person can give says what it accepts', () => {
  const parameters = libraryNames.flatMap((module) => {
    const source = librarySource(module);
    const items = source === undefined ? [] : parse(source).value.items;
    return items.flatMap((item) =>
      item.type === 'block' || item.type === 'model' ? item.parameters.map(({ name }) => name.text) : [],
    );
  });
  expect(parameters.filter((name) => !own.has(name) && libraryParameter(name) === undefined)).toEqual([]);
});
