import { Builder } from '../../compiler/ops/builder.ts';
import type { Program, Value } from '../../compiler/ir/ir.ts';
import type { OpAttributes, OpKind } from '../../compiler/ir/op-attributes.ts';
import type { Engine, HostTensor } from '../../runtime/engines/engine.ts';
import { makeInput } from './numbers.ts';
import type { OpCase } from './op-case.ts';

/** The outputs of a case's op added to a builder, and the values of its inputs. */
export function addCase<K extends OpKind>(
  build: Builder,
  kind: K,
  { inputs, attributes }: OpCase<K>,
): { readonly inputs: readonly Value[]; readonly outputs: readonly Value[] } {
  const values = inputs.map(({ shape, dtype }, index) =>
    build.input(`input/${index}`, { shape, dtype }, { kind: 'input', key: String(index) }),
  );
  return { inputs: values, outputs: build.all(kind, operands(build, kind, values, attributes), attributes) };
}

/** A pooling's gradient needs the pooling's own result. */
function operands<K extends OpKind>(
  build: Builder,
  kind: K,
  values: readonly Value[],
  attributes: OpAttributes[K],
): readonly Value[] {
  const [x, , dy] = values;
  if (kind !== 'maxPool2dGrad' || x === undefined || dy === undefined) return values;
  return [x, build.op('maxPool2d', [x], attributes as OpAttributes['maxPool2d']), dy];
}

/** The program of a case alone; its outputs are `0`, `1`, …. */
export function programOf<K extends OpKind>(kind: K, opCase: OpCase<K>): Program {
  const build = new Builder();
  const { outputs } = addCase(build, kind, opCase);
  outputs.forEach((value, index) => {
    build.output(String(index), value);
  });
  return build.finish('predict');
}

/** The numbers that a case feeds, by the names of the program's inputs. */
export const feedOf = <K extends OpKind>({ inputs, batch }: OpCase<K>): Map<string, HostTensor> =>
  new Map(inputs.map((spec, index) => [`input/${index}`, makeInput(spec, batch, 97 + index)]));

/** Runs a program that has no variables, once. */
export async function runOnce(
  engine: Engine,
  program: Program,
  batch: number,
  feed: ReadonlyMap<string, HostTensor>,
): Promise<ReadonlyMap<string, HostTensor>> {
  const session = await engine.open(new Map());
  try {
    return await session.run(program, batch, feed);
  } finally {
    await session.dispose();
  }
}

/** The largest difference of two lists of tensors, relative to numbers above one. */
export function difference(a: HostTensor | undefined, b: HostTensor | undefined): number {
  if (a?.data.length !== b?.data.length || a === undefined || b === undefined) return Infinity;
  let most = 0;
  a.data.forEach((number: number, index: number) => {
    const other = b.data[index] ?? NaN;
    const apart = Math.abs(number - other) / Math.max(1, Math.abs(number), Math.abs(other));
    most = Number.isNaN(apart) ? Infinity : Math.max(most, apart);
  });
  return most;
}
