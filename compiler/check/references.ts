import type { Expression, Module, Path } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';

/** Every name that is used somewhere, with the offsets where it is. */
export class References {
  readonly #values = new Map<string, number[]>();
  readonly #kinds = new Map<string, number[]>();
  readonly #labels = new Set<string>();

  addValue(name: string, span: Span): void {
    add(this.#values, name, span);
  }

  addKind(name: string, span: Span): void {
    add(this.#kinds, name, span);
  }

  addLabel(name: string): void {
    this.#labels.add(name);
  }

  /** Whether any path has a name in it. */
  hasLabel(name: string): boolean {
    return this.#labels.has(name);
  }

  /** Whether a value's name is used within a part of the text. */
  hasValue(name: string, within: Span): boolean {
    return has(this.#values, name, within);
  }

  /** Whether a layer's, alias's, model's or data's name is used within a part of the text. */
  hasKind(name: string, within: Span): boolean {
    return has(this.#kinds, name, within);
  }
}

function add(map: Map<string, number[]>, name: string, span: Span): void {
  const known = map.get(name);
  if (known === undefined) map.set(name, [span.start]);
  else known.push(span.start);
}

const has = (map: Map<string, number[]>, name: string, within: Span): boolean =>
  map.get(name)?.some((offset) => offset >= within.start && offset < within.end) ?? false;

/** Collects what a module uses, whether it is expanded or not. */
export function collectReferences({ items }: Module): References {
  const references = new References();
  walk(items, (node) => {
    note(node, references);
  });
  return references;
}

/** The names of values that an expression reads. */
export function namesIn(expression: Expression): readonly string[] {
  const names: string[] = [];
  walk(expression, (node) => {
    const [first] = node.type === 'path' ? (node as Path).segments : [];
    if (first?.type === 'name') names.push(first.text);
  });
  return names;
}

function walk(root: unknown, visit: (node: AnyNode) => void): void {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const part = pending.pop();
    if (Array.isArray(part)) for (const item of part as readonly unknown[]) pending.push(item);
    else if (isNode(part)) {
      visit(part);
      for (const key in part) if (key !== 'span') pending.push(part[key as keyof typeof part]);
    }
  }
}

interface AnyNode {
  readonly type: string;
}

const isNode = (part: unknown): part is AnyNode =>
  typeof part === 'object' && part !== null && 'type' in part && typeof part.type === 'string';

function note(node: AnyNode, references: References): void {
  if (node.type === 'call') {
    const { callee } = node as Extract<Expression, { type: 'call' }>;
    references.addKind(callee.text, callee.span);
    references.addValue(callee.text, callee.span);
  } else if (node.type === 'path') {
    const [first, ...rest] = (node as Path).segments;
    if (first?.type === 'name') references.addValue(first.text, first.span);
    for (const segment of [first, ...rest]) if (segment?.type === 'name') references.addLabel(segment.text);
  }
}
