import { expect, it } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { ConcreteGraph } from '../../../compiler/graph/graph.ts';
import type { Variable } from '../../../compiler/ir/ir.ts';
import { buildGradCam, gradCam, lastMaps } from '../../../compiler/lower/build-grad-cam.ts';
import { graphVariables } from '../../../compiler/lower/lower-graph.ts';
import { Source } from '../../../grammar/source.ts';
import { tfjsEngine } from '../../../runtime/engines/tfjs/node.ts';
import { legalize } from '../../../compiler/passes/legalize.ts';
import { tfjsTarget } from '../../../runtime/engines/tfjs/target.ts';

function graphOf(body: string): ConcreteGraph {
  const { value } = compile(new Source('m.cnn', `model M {\n  input image: float32[4, 4, 1]\n${body}\n}`));
  const [graph] = value.models;
  if (graph === undefined) throw new Error('there is no model');
  return graph as ConcreteGraph;
}

// Zhou et al. 2016: behind global average pooling and a dense layer, Grad-CAM is the class activation map over the number of places.
it('is the class activation map where the maps are averaged and weighed', async () => {
  const graph = graphOf(
    '  Conv2D(2, 1, use_bias=false)\n  GlobalAveragePooling2D\n  output label: Dense(3, activation=softmax)',
  );
  const layer = lastMaps(graph, 'label');
  if (layer === undefined) throw new Error('there are no maps');
  expect(layer.kind).toBe('Conv2D');
  const variables = graphVariables(graph);
  const program = legalize(buildGradCam(graph, 'label', layer, variables), tfjsTarget('cpu'));
  const kernel = [0.5, -2];
  const dense = [1, 2, 3, -1, 0.5, 0.25];
  const values = new Map<Variable, Float32Array>(
    [...variables].map(([name, variable]) => {
      const numbers = name.endsWith('conv2d/kernel') ? kernel : name.endsWith('kernel') ? dense : [0, 0, 0];
      return [variable, Float32Array.from(numbers)];
    }),
  );
  const session = await tfjsEngine('cpu').open(values);
  const image = Float32Array.from({ length: 16 }, (_, index) => index - 5);
  const inputs = new Map([
    ['input/image', { dtype: 'float32' as const, shape: [1, 4, 4, 1], data: image }],
    [gradCam.asked, { dtype: 'float32' as const, shape: [1, 3], data: Float32Array.of(0, 1, 0) }],
  ]);
  const map = (await session.run(program, 1, inputs)).get(gradCam.map);
  await session.dispose();
  expect(map?.shape).toEqual([1, 4, 4]);
  const weight = (2 * 0.5 + 0.5 * -2) / 16;
  expect([...(map?.data ?? [])]).toEqual([...image].map((pixel) => Math.max(0, pixel * weight)));
});

it('looks at the last maps of several places, and finds none where there are none', () => {
  const deep = graphOf('  Conv2D(2, 3)\n  MaxPool2D\n  Flatten\n  output label: Dense(3)');
  expect(lastMaps(deep, 'label')?.kind).toBe('Conv2D');
  const flat = graphOf('  Flatten\n  output label: Dense(3)');
  expect(lastMaps(flat, 'label')).toBeUndefined();
});
