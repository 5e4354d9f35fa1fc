import { buildGradCam, gradCam, lastMaps } from '../../compiler/lower/build-grad-cam.ts';
import { shapeAt } from '../../compiler/ir/extent.ts';
import { Loader } from '../data/batches.ts';
import type { OpenData } from '../data/open-data.ts';
import type { EngineName, HostTensor } from '../engines/engine.ts';
import { wantedBy } from '../train/train.ts';
import type { Trained } from '../trained/open-trained.ts';
import { trainedSession } from '../trained/trained-session.ts';
import type { CostlyExample } from './class-report.ts';
import { heatPicture } from '../draw/small-picture.ts';

/** Examples at once: what a gradient needs is little then, whatever the model. */
const atOnce = 8;

/** Where a head looked when it took each of some examples for what it did: Grad-CAM. As they are, where its model has no maps. */
export async function lookWhere(
  trained: Trained,
  data: OpenData,
  head: string,
  examples: readonly CostlyExample[],
  engine: EngineName,
): Promise<readonly CostlyExample[]> {
  const { train, variables } = trained;
  const layer = lastMaps(train.graph, head);
  if (layer === undefined || examples.length === 0) return examples;
  const built = buildGradCam(train.graph, head, layer, variables);
  const { session, program } = await trainedSession(trained, built, engine);
  const loader = new Loader(data, wantedBy(train), { room: 0 });
  const heats: string[] = [];
  try {
    const order = Uint32Array.from(examples, ({ index }) => index);
    for await (const batch of loader.batches(order, atOnce)) {
      const asked = examples.slice(heats.length, heats.length + batch.count);
      const fed = new Map(
        program.inputs.map(({ name, value, role }): [string, HostTensor] => {
          const shape = shapeAt(value.shape, batch.count);
          const field = role.kind === 'input' ? (train.inputs.get(role.key) ?? role.key) : '';
          const values = batch.fields.get(field)?.values ?? new Float32Array();
          return [
            name,
            { dtype: 'float32', shape, data: name === gradCam.asked ? oneHot(asked, shape) : values },
          ];
        }),
      );
      const map = (await session.run(program, batch.count, fed)).get(gradCam.map);
      if (map === undefined) throw new RangeError('there is no map');
      heats.push(...(await heatsOf(map)));
    }
  } finally {
    await loader.close();
    await session.dispose();
  }
  return examples.map((example, place) => {
    const heat = heats[place];
    return heat === undefined ? example : { ...example, heat };
  });
}

/** 1 at what each example was taken for; a single number speaks for the second of two classes. */
function oneHot(examples: readonly CostlyExample[], [count = 0, size = 1]: readonly number[]): Float32Array {
  const asked = new Float32Array(count * size);
  examples.forEach(({ predicted }, place) => {
    if (size === 1) asked[place] = predicted === 1 ? 1 : -1;
    else asked[place * size + predicted] = 1;
  });
  return asked;
}

function heatsOf({ shape, data }: HostTensor): Promise<readonly string[]> {
  const [count = 0, height = 0, width = 0] = shape;
  const size = height * width;
  return Promise.all(
    Array.from({ length: count }, (_, place) =>
      heatPicture(Float32Array.from(data.subarray(place * size, (place + 1) * size)), height, width),
    ),
  );
}
