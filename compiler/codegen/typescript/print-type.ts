import type { CodeType } from '../model/symbol.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import { camelCase } from './camel-case.ts';
import type { ModuleContext, TsCode } from './module-context.ts';

const { code } = ts;

/** What a value may be, as a type. */
export function printType(type: CodeType | undefined, context: ModuleContext): TsCode {
  switch (type?.type) {
    case 'boolean':
      return code`boolean`;
    case 'string':
      return code`string`;
    case 'none':
      return code`null`;
    case 'activation':
      return context.part('options', 'Activation');
    case 'initializer':
      return context.part('options', 'Initializer');
    case 'regularizer':
      return context.part('options', 'Regularizer');
    case 'constraint':
      return context.part('options', 'Constraint');
    case 'choice':
      return ts.join(
        type.values.map((value) => ts.text(camelCase(value))),
        code` | `,
      );
    case 'list':
      return code`readonly (${printType(type.item, context)})[]`;
    case 'tuple':
      return code`readonly [${ts.join(type.items.map((item) => printType(item, context)))}]`;
    case 'union':
      return ts.join(
        type.of.map((each) => printType(each, context)),
        code` | `,
      );
    case 'number':
    case 'unknown':
    case undefined:
      return code`number`;
  }
}

/** What words of a symbol are looked up as. */
export const expectedOf = (type: CodeType | undefined): string | undefined =>
  type?.type === 'union' ? type.of.map(expectedOf).find((each) => each !== undefined) : namedSort(type);

const namedSort = (type: CodeType | undefined): string | undefined =>
  type !== undefined && ['activation', 'initializer', 'regularizer', 'constraint'].includes(type.type)
    ? type.type
    : undefined;
