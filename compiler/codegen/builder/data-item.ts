import { isMixing } from '../../catalogue/steps/augmentations.ts';
import type { DataDeclaration } from '../../../grammar/ast.ts';
import type { BoundSymbol } from '../../bind/bound-symbol.ts';
import type { CodeData } from '../model/data.ts';
import type { Spec } from './spec.ts';

/** What a data block says of its examples. */
export function dataItem(
  { name, doc }: DataDeclaration,
  bound: BoundSymbol,
  spec: Spec,
  classes: Readonly<Record<string, readonly string[]>>,
): CodeData {
  const data = spec.answers.module.datas.find((one) => one.name === name.text);
  if (data === undefined) throw new RangeError('data without mistakes has a specification');
  const { fields, prepare, augment, split, seed, balance } = data;
  return {
    type: 'data',
    symbol: spec.symbolOf(bound),
    doc,
    fields: fields.map(({ name: field, type }) => {
      const isOfClasses = type.kind === 'class' || type.kind === 'classes';
      const names = isOfClasses && Object.hasOwn(classes, field) ? classes[field] : undefined;
      return {
        name: field,
        type,
        ...(names?.length === (isOfClasses ? type.classes : 0) && { classes: names }),
      };
    }),
    ...{ prepare, split, seed, balance },
    augment: augment.filter((step) => !isMixing(step)),
  };
}
