import { compile, type CompiledModule } from '../../compiler/compile.ts';
import { type ConcreteGraph, type Graph, isConcrete } from '../../compiler/graph/graph.ts';
import type { Diagnostic, Outcome } from '../../grammar/diagnostic.ts';
import { Source } from '../../grammar/source.ts';

/** Compiles a text as the file `test.cnn`. */
export const compileText = (text: string): Outcome<CompiledModule> => compile(new Source('test.cnn', text));

/** The only model of a text without mistakes, whose sizes are numbers. */
export function modelOf(text: string): ConcreteGraph {
  const model = openModelOf(text);
  if (!isConcrete(model)) throw new Error(`${model.name} has symbolic sizes`);
  return model;
}

/** The only model of a text without mistakes; its sizes may be symbolic. */
export function openModelOf(text: string): Graph {
  const { value, diagnostics } = compileText(text);
  const [mistake] = diagnostics.filter(({ severity }) => severity === 'error');
  const [model] = value.models;
  if (mistake !== undefined || model === undefined) throw new Error(mistake?.message ?? 'no model');
  return model;
}

/** `code message` of each diagnostic. */
export const reportOf = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ code, message }) => `${code} ${message}`);

/** Codes of the errors and warnings in a text. */
export const codesOf = (text: string): string[] => compileText(text).diagnostics.map(({ code }) => code);
