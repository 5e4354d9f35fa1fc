import type { InputStatement, ModelDeclaration } from '../../../grammar/ast.ts';
import type { Graph } from '../../graph/graph.ts';
import type { CodeModel, CodeModelSize, CodeTensorType } from '../model/items.ts';
import type { CodeSymbol } from '../model/symbol.ts';
import { outputsIn } from './inputs-and-outputs.ts';
import type { LabelPlan } from './label-plan.ts';
import type { Spec } from './spec.ts';

/** What a model takes and gives with the defaults of its parameters, and the open sizes that its body uses. */
export function modelFacts(
  declaration: ModelDeclaration,
  plan: LabelPlan,
  graph: Graph | undefined,
  spec: Spec,
  isUsed: (symbol: CodeSymbol) => boolean,
): Pick<CodeModel, 'inputs' | 'heads' | 'sizes'> {
  const statements = declaration.body.statements.filter((statement) => statement.type === 'input');
  return {
    inputs: statements.map((statement) => inputOf(statement, plan, graph, spec)),
    heads: headsOf(declaration, plan, graph),
    sizes: statements.flatMap((statement) =>
      sizesOf(statement, declaration, spec).filter(({ symbol }) => isUsed(symbol)),
    ),
  };
}

function inputOf(
  statement: InputStatement,
  plan: LabelPlan,
  graph: Graph | undefined,
  { facts }: Spec,
): CodeTensorType {
  const { name, doc, inputType } = statement;
  const known = graph?.inputs.find((input) => input.name === name.text);
  const shape = known?.shape ?? facts.shapesOf(statement)[0] ?? [];
  const dtype = known?.dtype ?? inputType.name?.text ?? 'float32';
  return { name: name.text, symbol: plan.symbolOf(statement), dtype, shape, doc };
}

function headsOf(
  declaration: ModelDeclaration,
  plan: LabelPlan,
  graph: Graph | undefined,
): readonly CodeTensorType[] {
  const written = outputsIn(declaration);
  return (graph?.heads ?? []).map(({ name, tensor }) => {
    const statement = written.find((output) => output.statement.name.text === name)?.statement;
    const symbol: CodeSymbol = statement === undefined ? { kind: 'tensor', name } : plan.symbolOf(statement);
    return { name, symbol, dtype: 'float32', shape: tensor.shape, doc: statement?.doc };
  });
}

/** The symbolic sizes that an input declares, with what the trainings of the model make them. */
function sizesOf(
  statement: InputStatement,
  declaration: ModelDeclaration,
  spec: Spec,
): readonly CodeModelSize[] {
  const trained = spec.answers.trains.find(({ graph }) => graph.name === declaration.name.text)?.graph;
  const input = trained?.inputs.find(({ name }) => name === statement.name.text);
  return (statement.inputType.sizes ?? []).flatMap((size, index) => {
    const bound = size.type === 'symbolic-size' ? spec.declaredAt(size.name) : undefined;
    const value = input?.shape[index];
    return bound === undefined
      ? []
      : [{ symbol: spec.symbolOf(bound), ...(value !== undefined && { value }) }];
  });
}
