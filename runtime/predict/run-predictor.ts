import { isPicture } from '../../compiler/catalogue/fields/field-type.ts';
import { buildPredict } from '../../compiler/lower/build-programs.ts';
import { boxInPicture } from '../data/prepare/box-in-picture.ts';
import type { EngineName } from '../engines/engine.ts';
import { type HeadMeaning, trainedHeads } from '../evaluate/head-meaning.ts';
import { openTrained, type Trained } from '../trained/open-trained.ts';
import { directoriesOf } from '../trained/trained-data.ts';
import { trainedSession } from '../trained/trained-session.ts';
import type { PredictedHead } from './head-reader.ts';
import { pictureInput, type Predictor } from './predictor.ts';

export interface PredictorOptions {
  /** Absent: the run's own, or the fastest there is. */
  readonly engine?: EngineName | 'auto' | undefined;
  /** Absent: that of the run's last phase. */
  readonly batch?: number | undefined;
}

/**
 * Opens what a run has trained to predict for pictures, from its folder alone: they are prepared as the run prepared them for its
 * validation. Throws a RunError where there is no such run, or it takes more than a picture.
 */
export async function runPredictor(folder: string, options: PredictorOptions = {}): Promise<Predictor> {
  const trained = await openTrained(folder);
  const { train, variables, phase } = trained;
  const { data, graph } = train;
  const input = pictureInput(graph, train.inputs, data.fields);
  const field = data.fields.filter(({ name }) => name === input.field);
  const opened = await trainedSession(trained, buildPredict(graph, variables), options.engine);
  return {
    ...opened,
    name: train.name,
    setup: {
      fields: field.map(({ name, type }) => ({ name, type })),
      prepare: data.prepare,
      augment: data.augment,
    },
    input,
    batch: options.batch ?? phase.batch,
    directories: directoriesOf(trained),
    heads: headsOf(trained),
  };
}

/** What heads say of places in a picture. */
const placed: ReadonlySet<HeadMeaning['kind']> = new Set(['box', 'objects', 'keypoints'] as const);

/** Every head of the model; one that the last phase had no objective for gives numbers. */
function headsOf({ train, identity }: Trained): readonly PredictedHead[] {
  const known = new Map(trainedHeads(train).map((head) => [head.name, head]));
  return train.graph.heads.map(({ name, tensor: { shape } }) => {
    const { meaning = { kind: 'numbers' } as const, target } = known.get(name) ?? {};
    const isMask = meaning.kind === 'mask';
    const field = train.data.fields.find((each) => (isMask ? isPicture(each) : each.name === target));
    return {
      ...{ name, shape, meaning, classes: identity.classes },
      ...((placed.has(meaning.kind) || isMask) &&
        field !== undefined && { placeBox: boxInPicture(field, train.data) }),
    };
  });
}
