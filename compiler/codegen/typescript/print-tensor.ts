import type { CodeTensor } from '../model/tensor.ts';
import { typescript as ts } from '../text/typescript-writer.ts';
import type { BodyPlace } from './body-place.ts';
import type { ModuleContext, TsCode } from './module-context.ts';
import { printExpression, printText } from './print-expression.ts';

const { code } = ts;

/** A tensor, or something shared, where it is named. */
export function printTensor(tensor: CodeTensor, { context, at }: BodyPlace): TsCode {
  switch (tensor.type) {
    case 'variable': {
      const name = context.use(tensor.symbol);
      if (tensor.indices.length === 0) return name;
      return code`${name}.get(${ts.join(tensor.indices.map((index) => printExpression(index, context)))})`;
    }
    case 'output':
      return code`${context.use(tensor.of)}.${outputKey(tensor.name)}`;
    case 'kept':
      return code`${at()}.kept(${printText(tensor.path, context)})`;
  }
}

/** What gives several outputs: an object of them. */
export const bundleType = (outputs: readonly string[], context: ModuleContext): TsCode => {
  const symbolic = context.part('names', 'Symbolic');
  const members = outputs.map((name) => code`${outputKey(name)}: ${symbolic}`);
  return code`{ ${ts.join(members, code`; `)} }`;
};

/** The key of one of several outputs. */
export const outputKey = (name: string): TsCode => ts.name(name);
