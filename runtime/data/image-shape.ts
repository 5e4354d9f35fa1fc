import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { Loader } from './batches.ts';
import type { OpenData } from './open-data.ts';

/**
 * The shape (height, width, channels) of a source's images before they are prepared: where they may differ, of the
 * first that can be read, to which every other is compared as it comes. Throws a RunError where none can be.
 */
export async function imageShape(data: OpenData): Promise<readonly number[]> {
  const { source, spec, split } = data;
  const [height, width, channels] = source.imageShape;
  if (height !== null && width !== null) return [height, width, channels];
  const raw = { ...data, spec: { ...spec, prepare: [], augment: [] } };
  const fields = spec.fields.filter(({ name }) => name === 'image').map((field) => ({ field }));
  const loader = new Loader(raw, fields);
  for await (const { fields: found } of loader.batches(split.train, 1))
    return found.get('image')?.shape ?? [];
  throw new RunError(runtimeMessages.nothingReadable(spec.source.span, loader.skipped));
}
