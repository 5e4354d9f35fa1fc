import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { isConcrete } from '../../../compiler/graph/graph.ts';
import { libraryExports } from '../../../compiler/library/library.ts';
import { buildPredict } from '../../../compiler/lower/build-programs.ts';
import { graphVariables } from '../../../compiler/lower/lower-graph.ts';
import { Source } from '../../../grammar/source.ts';
import { applications, pixelLayers } from '../../../runtime/predict/imagenet/applications.ts';
import { imageNetClasses } from '../../../runtime/predict/imagenet/class-names.ts';
import { trainedSession } from '../../../runtime/trained/trained-session.ts';
import golden from '../../golden/preprocess_input.json' with { type: 'json' };

/** The model that a text comes to. */
function graphOf(...lines: readonly string[]) {
  const { value, diagnostics } = compile(new Source('model.cnn', lines.join('\n')));
  expect(diagnostics).toEqual([]);
  const [graph] = value.models;
  if (graph === undefined || !isConcrete(graph)) throw new Error('it is open');
  return graph;
}

/** What `preprocess_input` is here, over pixels. */
async function prepared(form: keyof typeof pixelLayers): Promise<readonly number[]> {
  const { lines, imports } = pixelLayers[form];
  const graph = graphOf(
    ...imports.map((name) => `import { ${name} } from "cnn:applications"`),
    'model Pixels {',
    'input image: float32[1, 2, 3]',
    ...lines,
    ...(lines.length === 0 ? ['Activation(linear)'] : []),
    'output made: Reshape([6])',
    '}',
  );
  const variables = graphVariables(graph);
  const weights = new Map([...variables.values()].map((variable) => [variable, new Float32Array()] as const));
  const { session, program } = await trainedSession(
    { identity: { engine: 'cpu' }, weights },
    buildPredict(graph, variables),
  );
  const image = { dtype: 'float32', shape: [1, 1, 2, 3], data: Float32Array.from(golden.pixels) } as const;
  const made = await session.run(program, 1, new Map([['input/image', image]]));
  await session.dispose();
  return [...(made.get('made')?.data ?? [])];
}

describe('applications', () => {
  it('are those of the library', () => {
    const names = libraryExports.filter(({ path }) => path === 'cnn:applications').map(({ name }) => name);
    expect(Object.keys(applications).toSorted()).toEqual(
      names.filter((name) => !name.endsWith('Preprocessing')).toSorted(),
    );
  });

  it.each(['caffe', 'tf', 'torch', 'none'] as const)(
    'have pixels made as Keras makes them: %s',
    async (form) => {
      const made = await prepared(form);
      const wanted = new Map(Object.entries(golden.made));
      const names = Object.keys(applications).filter((name) => applications[name]?.pixels === form);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names)
        made.forEach((value, index) => expect(value).toBeCloseTo(wanted.get(name)?.[index] ?? NaN, 4));
    },
  );

  it('have the range of pixels that their weights declare', () => {
    const ranges = { caffe: [-123.68, 151.061], tf: [-1, 1], torch: [-2.118, 2.64], none: [0, 255] };
    for (const name of [
      'ResNet50',
      'ResNet50V2',
      'VGG16',
      'Xception',
      'InceptionV3',
      'MobileNetV2',
      'EfficientNetB0',
      'EfficientNetV2S',
      'EfficientNetV2B0',
      'InceptionResNetV2',
      'NASNetMobile',
      'MobileNetV3Small',
      'ConvNeXtTiny',
    ]) {
      const { size = 0, pixels = 'none' } = applications[name] ?? {};
      const graph = graphOf(
        `import { ${name} } from "cnn:applications"`,
        `model Whole { input image: float32[${size}, ${size}, 3]`,
        `output made: ${name}(weights=imagenet) }`,
      );
      const [source] = graph.weightSources;
      expect(source?.origin).toMatchObject({ kind: 'set', pixels: ranges[pixels] });
    }
  });

  it('know the classes of Keras’s file, in its words', () => {
    const index = Object.fromEntries(imageNetClasses.map(({ id, name }, number) => [number, [id, name]]));
    const text = JSON.stringify(index).replaceAll(',', ', ').replaceAll(':[', ': [');
    expect(createHash('md5').update(text).digest('hex')).toBe('c2c37ea517e94d9795004a39431a14cb');
  });
});
