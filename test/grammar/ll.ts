import type { TokenType } from 'chevrotain';

/** A part of a serialized grammar. */
export interface Production {
  readonly type: string;
  readonly name?: string;
  readonly definition?: readonly Production[];
}

export interface Conflict {
  /** `rule/kind` of the decision. */
  readonly decision: string;
  readonly tokens: readonly string[];
}

interface First {
  readonly tokens: Set<string>;
  readonly empty: boolean;
}

const end = '(end)';

/** Every decision of a grammar that one token cannot make, whatever rule the token after it comes from. */
export function conflicts(
  rules: readonly Production[],
  tokens: readonly TokenType[],
  starts: readonly string[],
): Conflict[] {
  const analysis = new Analysis(rules, tokens);
  analysis.follow(starts);
  return analysis.conflicts();
}

class Analysis {
  readonly #rules: readonly Production[];
  /** The concrete tokens that a token or category stands for. */
  readonly #concrete = new Map<string, readonly string[]>();
  readonly #first = new Map<string, First>();
  readonly #follow = new Map<string, Set<string>>();

  constructor(rules: readonly Production[], tokens: readonly TokenType[]) {
    this.#rules = rules;
    const within = (type: TokenType, category: TokenType): boolean =>
      type === category || (type.CATEGORIES ?? []).some((parent) => within(parent, category));
    for (const category of tokens) {
      const members = tokens.filter((type) => within(type, category)).map(({ name }) => name);
      this.#concrete.set(category.name, members);
    }
    for (const { name = '' } of rules) {
      this.#first.set(name, { tokens: new Set(), empty: false });
      this.#follow.set(name, new Set());
    }
    this.#settle(() => {
      let grown = false;
      for (const rule of rules) {
        const old = this.#first.get(rule.name ?? '');
        const now = this.#sequence(rule.definition ?? []);
        if (old?.tokens.size !== now.tokens.size || old.empty !== now.empty) grown = true;
        this.#first.set(rule.name ?? '', now);
      }
      return grown;
    });
  }

  #settle(step: () => boolean): void {
    while (step());
  }

  #sequence(parts: readonly Production[]): First {
    const tokens = new Set<string>();
    for (const part of parts) {
      const first = this.#of(part);
      for (const token of first.tokens) tokens.add(token);
      if (!first.empty) return { tokens, empty: false };
    }
    return { tokens, empty: true };
  }

  #of(part: Production): First {
    const inner = part.definition ?? [];
    switch (part.type) {
      case 'Terminal':
        return { tokens: new Set(this.#concrete.get(part.name ?? '') ?? [part.name ?? '']), empty: false };
      case 'NonTerminal': {
        const known = this.#first.get(part.name ?? '');
        if (known === undefined) throw new Error(`no rule ${String(part.name)}`);
        return known;
      }
      case 'Option':
      case 'Repetition':
        return { ...this.#sequence(inner), empty: true };
      case 'Alternation': {
        const firsts = inner.map(({ definition = [] }) => this.#sequence(definition));
        const tokens = new Set(firsts.flatMap((first) => [...first.tokens]));
        return { tokens, empty: firsts.some(({ empty }) => empty) };
      }
      case 'Alternative':
        return this.#sequence(inner);
      default:
        throw new Error(`a kind of production that is not expected: ${part.type}`);
    }
  }

  follow(starts: readonly string[]): void {
    for (const start of starts) this.#follow.get(start)?.add(end);
    this.#settle(() => {
      let grown = false;
      for (const rule of this.#rules) {
        this.#walk(rule.definition ?? [], this.#follow.get(rule.name ?? '') ?? new Set(), (part, after) => {
          if (part.type !== 'NonTerminal') return;
          const known = this.#follow.get(part.name ?? '');
          for (const token of after) {
            if (known?.has(token) === false) {
              known.add(token);
              grown = true;
            }
          }
        });
      }
      return grown;
    });
  }

  /** Visits every part with the tokens that may come after it. */
  #walk(
    parts: readonly Production[],
    after: ReadonlySet<string>,
    visit: (part: Production, after: ReadonlySet<string>) => void,
  ): void {
    for (const [i, part] of parts.entries()) {
      const rest = this.#sequence(parts.slice(i + 1));
      const next = new Set([...rest.tokens, ...(rest.empty ? after : [])]);
      visit(part, next);
      const again = part.type === 'Repetition' ? this.#sequence(part.definition ?? []).tokens : [];
      if (part.type === 'Alternation') {
        for (const { definition = [] } of part.definition ?? []) this.#walk(definition, next, visit);
      } else this.#walk(part.definition ?? [], new Set([...next, ...again]), visit);
    }
  }

  conflicts(): Conflict[] {
    const found: Conflict[] = [];
    for (const rule of this.#rules) {
      const tell = (part: Production, tokens: readonly string[]) => {
        if (tokens.length > 0) found.push({ decision: `${String(rule.name)}/${part.type}`, tokens });
      };
      this.#walk(rule.definition ?? [], this.#follow.get(rule.name ?? '') ?? new Set(), (part, after) => {
        if (part.type === 'Option' || part.type === 'Repetition') {
          const inside = this.#sequence(part.definition ?? []);
          if (inside.empty) tell(part, ['(empty inside)']);
          tell(part, common(inside.tokens, after));
        } else if (part.type === 'Alternation') this.#alternatives(part, after, tell);
      });
    }
    return found;
  }

  #alternatives(
    part: Production,
    after: ReadonlySet<string>,
    tell: (part: Production, tokens: readonly string[]) => void,
  ): void {
    const seen = new Set<string>();
    for (const { definition = [] } of part.definition ?? []) {
      const first = this.#sequence(definition);
      const tokens = new Set([...first.tokens, ...(first.empty ? after : [])]);
      tell(part, common(tokens, seen));
      for (const token of tokens) seen.add(token);
    }
  }
}

function common(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...one].filter((token) => other.has(token));
}
