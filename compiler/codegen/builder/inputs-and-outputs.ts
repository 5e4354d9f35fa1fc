import type { BlockDeclaration, ModelDeclaration, OutputStatement } from '../../../grammar/ast.ts';
import { bodiesIn } from '../../../grammar/bodies-in.ts';

/** The inputs that stand directly in a body. */
export const inputNames = ({ body }: BlockDeclaration | ModelDeclaration): readonly string[] =>
  body.statements.flatMap((statement) => (statement.type === 'input' ? [statement.name.text] : []));

/** The outputs of a block or model, and whether they stand directly in its body. */
export function outputsIn({ body }: BlockDeclaration | ModelDeclaration): readonly {
  readonly statement: OutputStatement;
  readonly isDirect: boolean;
}[] {
  const find = (part: typeof body, isDirect: boolean): ReturnType<typeof outputsIn> =>
    part.statements.flatMap((statement) =>
      statement.type === 'output'
        ? [{ statement, isDirect }]
        : statement.type === 'if' || statement.type === 'for' || statement.type === 'repeat'
          ? bodiesIn(statement).flatMap((inner) => find(inner, false))
          : [],
    );
  return find(body, true);
}
