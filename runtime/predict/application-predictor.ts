import { resolve } from 'node:path';
import { compile } from '../../compiler/compile.ts';
import { suggest } from '../../compiler/foreign/suggest.ts';
import type { ConcreteGraph } from '../../compiler/graph/graph.ts';
import { isConcrete } from '../../compiler/graph/graph.ts';
import { buildPredict } from '../../compiler/lower/build-programs.ts';
import { graphVariables } from '../../compiler/lower/lower-graph.ts';
import { Source } from '../../grammar/source.ts';
import { RunError } from '../run-error.ts';
import { trainedSession } from '../trained/trained-session.ts';
import { usage } from '../usage-error.ts';
import { checkSet } from '../weights/sources/fetch-set.ts';
import { loadWeights, type WeightPlaces } from '../weights/sources/load-weights.ts';
import { applications, pixelLayers } from './imagenet/applications.ts';
import type { Predictor } from './predictor.ts';
import type { PredictorOptions } from './run-predictor.ts';

/** Which weights an application gets, and where they are looked for. */
export interface ApplicationOptions extends PredictorOptions, Pick<WeightPlaces, 'cache' | 'observe'> {
  /** A file of weights in place of those that Keras trained; `isSet`: it is to be that very set. */
  readonly file?: { readonly path: string; readonly isSet: boolean } | undefined;
}

/** Pictures that an application sees at once where nothing else is said. */
const usualBatch = 8;

/**
 * An application of `cnn:applications` with its weights for ImageNet, ready to predict for pictures: these are resized to its size and
 * prepared as Keras's `preprocess_input` of it does. Throws a UsageError where there is no such application, a RunError where its weights
 * cannot be had.
 */
export async function applicationPredictor(name: string, options: ApplicationOptions): Promise<Predictor> {
  const { size, pixels } = applicationOf(name);
  const graph = graphOf(name, size, pixels);
  const variables = graphVariables(graph);
  const { values, warnings } = await weightsOf(graph, options);
  const weights = new Map(
    [...variables].map(([path, variable]) => [variable, values.get(path) ?? new Float32Array()] as const),
  );
  const program = buildPredict(graph, variables);
  const opened = await trainedSession({ identity: { engine: 'auto' }, weights }, program, options.engine);
  const { imageNetClasses } = await import('./imagenet/class-names.ts');
  const [input] = graph.inputs;
  const shape = input?.shape ?? [];
  const resizing = {
    kind: 'Resizing',
    height: size,
    width: size,
    interpolation: 'bilinear',
    cropToAspectRatio: false,
  } as const;
  return {
    ...opened,
    name,
    setup: {
      fields: [{ name: 'image', type: { kind: 'tensor', dtype: 'float32', shape } }],
      prepare: [resizing],
      augment: [],
    },
    input: { name: 'image', field: 'image', shape },
    batch: options.batch ?? usualBatch,
    heads: graph.heads.map((head) => ({
      name: head.name,
      shape: head.tensor.shape,
      meaning: { kind: 'classes', classes: imageNetClasses.length, activation: 'none' },
      classes: imageNetClasses.map((each) => each.name),
      ids: imageNetClasses.map(({ id }) => id),
    })),
    warnings: [...warnings, ...opened.warnings],
  };
}

function applicationOf(name: string): (typeof applications)[string] {
  const found = Object.hasOwn(applications, name) ? applications[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(applications);
  const suggestion = suggest(name, names);
  throw usage(
    `there is no application \`${name}\``,
    suggestion === undefined ? `applications are ${names.join(', ')}` : `did you mean \`${suggestion}\`?`,
  );
}

/** The application behind the layers that make pixels what it expects. */
function graphOf(name: string, size: number, pixels: keyof typeof pixelLayers): ConcreteGraph {
  const { lines, imports } = pixelLayers[pixels];
  const text = [
    `import { ${[name, ...imports].join(', ')} } from "cnn:applications"`,
    'model Application {',
    `input image: float32[${size}, ${size}, 3]`,
    ...lines,
    `output predictions: ${name}(weights=imagenet)`,
    '}',
  ].join('\n');
  const { value, diagnostics } = compile(new Source('application.cnn', text));
  const graph = value.models.find((model) => model.name === 'Application');
  if (graph === undefined || !isConcrete(graph))
    throw new RangeError(`${name} does not compile: ${diagnostics[0]?.message ?? ''}`);
  return graph;
}

/** The weights of an application. A file has to fit as a whole, whatever it is. */
async function weightsOf(
  graph: ConcreteGraph,
  { cache, observe, file }: ApplicationOptions,
): ReturnType<typeof loadWeights> {
  const places = { cache, files: {}, ...(observe && { observe }) };
  try {
    if (file === undefined) return await loadWeights(graph, places);
    const path = resolve(file.path);
    for (const { origin, span } of graph.weightSources)
      if (file.isSet && origin.kind === 'set') await checkSet(origin, path, span);
    const sources = graph.weightSources.map((source) => ({
      ...source,
      origin: { kind: 'file', path } as const,
    }));
    return await loadWeights({ layers: graph.layers, weightSources: sources }, places);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    // The text that they point into is no file of the person's.
    const [first, ...others] = error.diagnostics.map(
      ({ span: _span, label: _label, ...diagnostic }) => diagnostic,
    );
    throw first === undefined ? error : new RunError(first, ...others);
  }
}
