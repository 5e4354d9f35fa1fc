import type { CodeData } from '../model/data.ts';
import type { CodeModule } from '../model/module.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import type { DataNames } from './print-data.ts';
import { definition } from './print-function.ts';
import type { Unit } from './unit.ts';

const { code } = python;

type Known = ReadonlyMap<CodeSymbol, { readonly item: CodeData; readonly names: DataNames | undefined }>;

/** `predict`, of pictures as they are read; nothing where a model takes more than pictures. */
export function printPredict(
  { items }: CodeModule,
  data: Known,
  unit: Unit,
  give: (name: Code<'python'>) => Code<'python'>,
): readonly Code<'python'>[] {
  const train = items.find((item) => item.type === 'train');
  const only = [...data.values()];
  const names = (train?.type === 'train' ? data.get(train.data) : only.length === 1 ? only[0] : undefined)
    ?.names;
  if (names === undefined) return [];
  const { preprocess, decode, box } = names;
  const boxHeads =
    train?.type === 'train' && decode !== undefined
      ? new Set(
          train.phases.flatMap(({ objectives }) =>
            objectives.flatMap(({ head, target }) => (target === box?.name ? [head] : [])),
          ),
        )
      : new Set<string>();
  const model = items.find(
    (item) => item.type === 'model' && (train?.type !== 'train' || item.symbol === train.model),
  );
  if (model?.type === 'model' && model.inputs.length > 1) return [];
  const isSingle = model?.type !== 'model' || model.heads.length === 1;
  const ops = boxHeads.size > 0 ? unit.keras('ops') : python.empty;
  const decoded = [...boxHeads].map((head) =>
    isSingle
      ? code`outputs = ${ops}.convert_to_numpy(${decode ?? python.empty}(outputs))`
      : code`outputs[${head}] = ${ops}.convert_to_numpy(${decode ?? python.empty}(outputs[${head}]))`,
  );
  const doc = 'Give what a model says of pictures, one or a batch, as they are read.';
  const head = code`def ${give(python.name('predict'))}(model, images):`;
  const call = code`${unit.part('predict_pictures')}(model, images, ${preprocess})`;
  const lines =
    decoded.length === 0
      ? [code`return ${call}`]
      : [code`outputs = ${call}`, ...decoded, code`return outputs`];
  return [definition(head, doc, lines)];
}
