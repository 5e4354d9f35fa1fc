import type { ConcreteGraph } from '../../../compiler/graph/graph.ts';
import { buildPredict } from '../../../compiler/lower/build-programs.ts';
import { graphVariables } from '../../../compiler/lower/lower-graph.ts';
import type {
  ExpectedOutput,
  ExpectedPrediction,
} from '../../../compiler/codegen/typescript/expected-prediction.ts';
import type { Batch } from '../../data/batches.ts';
import { chooseEngine } from '../../engines/registry.ts';
import { feed } from '../../train/feed.ts';
import { fixedNumber, fixedWeight } from './fixed-numbers.ts';

/** How many numbers of an output are expected. */
const most = 8;

/** How far numbers may be from those that are expected, in parts of the largest. */
const tolerance = 1e-4;

/** What a model predicts of fixed pictures with weights by their names, or with fixed ones; undefined where the engine cannot run. */
export async function predictFixed(
  graph: ConcreteGraph,
  weights?: ReadonlyMap<string, Float32Array>,
): Promise<ExpectedPrediction | undefined> {
  const variables = graphVariables(graph);
  // The same engine on every machine, so that the same spec gives the same numbers.
  const choice = await chooseEngine('wasm');
  if (!choice.ok) return undefined;
  const { engine, legalize } = choice.loaded;
  const program = legalize(buildPredict(graph, variables));
  const first = [...variables.values()].map(
    (variable) => [variable, weights?.get(variable.name) ?? fixedWeight(variable)] as const,
  );
  const session = await engine.open(new Map(first));
  try {
    const results = await session.run(program, 1, feed(program, fixedPicture(graph), new Map(), undefined));
    const outputs = [...results].map(([name, { data }]) => [name, expectedOf(data)] as const);
    return { isOfFile: weights !== undefined, outputs: new Map(outputs) };
  } finally {
    await session.dispose();
  }
}

function fixedPicture({ inputs }: ConcreteGraph): Batch {
  const fields = inputs.map(({ name, shape }) => {
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    return [name, { shape, values: values.map((_, index) => fixedNumber(index)) }] as const;
  });
  return { count: 1, cursor: 0, indexes: [], fields: new Map(fields) };
}

/** Numbers that are spread over all, in five digits. */
function expectedOf(data: ArrayLike<number>): ExpectedOutput {
  const values = Array.from(data);
  const largest = values.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
  const count = Math.min(most, values.length);
  const places = Array.from({ length: count }, (_, index) => Math.floor((index * values.length) / count));
  return {
    size: values.length,
    within: rounded(tolerance * largest, 1),
    numbers: places.map((place) => [place, rounded(values[place] ?? 0, 5)]),
  };
}

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));
