import type { Expression, ModelDeclaration } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import type { Site } from '../diagnostics/site.ts';
import type { ApplicationSite } from '../expand/sites.ts';

/** A module that trains a model, and that model as it is declared, where that is in the module. */
export interface TrainingModule {
  readonly bound: BoundModule;
  readonly model: ModelDeclaration | undefined;
}

/** A number that a name stands for: where it is written, and as what: `classes = 10`. */
export interface WrittenNumber {
  readonly span: Span;
  readonly name: string;
}

/**
 * Where a number is written that a name of a body stands for, as far as it may be changed there: as the argument of the
 * application that the body is expanded for, as the default of a parameter, where nothing else applies the block, or as a
 * `let` that nothing else uses.
 *
 * @param site what the body is expanded for
 */
export function numberBehind(
  name: string,
  value: number,
  site: Site | undefined,
  { bound, model }: TrainingModule,
): WrittenNumber | undefined {
  const application = innermostApplication(site);
  if (application === undefined) {
    if (model === undefined) return undefined;
    const preset = model.parameters.find((each) => each.name.text === name)?.default;
    return numberIn(preset, name, value) ?? numberIn(valueOfLet(name, model.span, bound), name, value);
  }
  const { declaration, bound: given, outer } = application;
  const span = given.spans.get(name);
  if (span === undefined) {
    const symbol = bound.scope.find(declaration.name.text);
    if (symbol === undefined || bound.uses.get(symbol)?.length !== 1) return undefined;
    const preset = declaration.parameters.find((each) => each.name.text === name)?.default;
    return numberIn(preset, name, value);
  }
  const text = textOf(span);
  if (text === String(value)) return { span, name };
  return /^[a-z_]\w*$/.test(text) ? numberBehind(text, value, outer, { bound, model }) : undefined;
}

const numberIn = (
  expression: Expression | undefined,
  name: string,
  value: number,
): WrittenNumber | undefined =>
  expression?.type === 'number' && expression.value === value ? { span: expression.span, name } : undefined;

function innermostApplication(site: Site | undefined): ApplicationSite | undefined {
  for (let each = site; each !== undefined; each = each.outer) if (isApplication(each)) return each;
  return undefined;
}

const isApplication = (site: Site): site is ApplicationSite => 'declaration' in site && 'bound' in site;

/** What a `let` of the module, or of the model at a span, is; of one that is used in several places, nothing. */
function valueOfLet(name: string, { start, end }: Span, bound: BoundModule): Expression | undefined {
  const symbol = bound.symbols.find(
    (each) =>
      each.name === name &&
      each.kind === 'value' &&
      (bound.scope.find(name) === each || each.spans.some((span) => start <= span.start && span.end <= end)),
  );
  if (symbol?.declaration.type !== 'let' || bound.uses.get(symbol)?.length !== 1) return undefined;
  return symbol.declaration.value;
}
