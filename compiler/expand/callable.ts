import type { BlockDeclaration, InputStatement, ModelDeclaration } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { LibraryApplication } from '../diagnostics/application.ts';
import { isOfLibrary } from '../library/library.ts';
import type { Constant } from './constant.ts';
import type { Environment } from './environment.ts';

/** A block or model, and the module in which its names have their meaning, with the values of that. */
export interface Callable {
  readonly declaration: BlockDeclaration | ModelDeclaration;
  readonly module: Environment;
}

/** Arguments of a block or model by parameter. */
export interface CallableArguments {
  readonly values: ReadonlyMap<string, Constant>;
  /** How many were given by position, those of the aliases below included. */
  readonly positional: number;
  /** Where the values were written, by parameter. */
  readonly spans: ReadonlyMap<string, Span>;
  /** Some argument was at fault, which has been reported. */
  readonly faulty: boolean;
}

export const noArguments: CallableArguments = {
  values: new Map(),
  positional: 0,
  spans: new Map(),
  faulty: false,
};

/** The inputs that stand directly in the body. */
export const inputsOf = ({ declaration }: Pick<Callable, 'declaration'>): readonly InputStatement[] =>
  declaration.body.statements.filter((statement) => statement.type === 'input');

/** The application of something of the library by what is none; undefined for any other. */
export function libraryApplication(
  { declaration }: Callable,
  span: Span,
  { spans }: CallableArguments,
): LibraryApplication | undefined {
  if (!isOfLibrary(declaration.span.source) || isOfLibrary(span.source)) return undefined;
  const given = declaration.parameters.flatMap(({ name: { text }, default: preset }) => {
    const value = spans.get(text);
    if (value === undefined || value.source !== span.source) return [];
    return [
      [text, { span: value, default: preset === undefined ? undefined : textOf(preset.span) }] as const,
    ];
  });
  return { name: declaration.name.text, span, given: new Map(given) };
}
