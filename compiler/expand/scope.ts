import type { Name } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import type { Constant } from './constant.ts';
import type { Alias } from './kind.ts';

/** A name that stands for a value. */
export interface Binding {
  readonly what: 'value' | 'parameter' | 'loop variable';
  readonly span: Span;
  /** Undefined where the value could not be known, which has been reported. */
  read(): Constant | undefined;
}

/** A `layer` alias in scope; it reads as undefined where it is at fault, which has been reported. */
export interface AliasBinding {
  readonly what: 'layer';
  readonly span: Span;
  read(): Alias | undefined;
}

/** The names that can be seen at a place; an inner scope sees the outer ones. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #values = new Map<string, Binding>();
  readonly #aliases = new Map<string, AliasBinding>();

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  value(name: string): Binding | undefined {
    return this.#values.get(name) ?? this.#parent?.value(name);
  }

  alias(name: string): AliasBinding | undefined {
    return this.#aliases.get(name) ?? this.#parent?.alias(name);
  }

  /** The names of values, inner ones first. */
  valueNames(): readonly string[] {
    return [...this.#values.keys(), ...(this.#parent?.valueNames() ?? [])];
  }

  aliasNames(): readonly string[] {
    return [...this.#aliases.keys(), ...(this.#parent?.aliasNames() ?? [])];
  }

  /** Where a name is taken already, as a value or as an alias. */
  taken(name: string): Binding | AliasBinding | undefined {
    return this.value(name) ?? this.alias(name);
  }

  define(name: Name, what: Binding['what'], value: Constant | undefined): void {
    this.defineLazily(name, { what, span: name.span, read: () => value });
  }

  defineLazily(name: Name, binding: Binding): void {
    this.#values.set(name.text, binding);
  }

  defineAlias(name: Name, binding: AliasBinding): void {
    this.#aliases.set(name.text, binding);
  }
}
