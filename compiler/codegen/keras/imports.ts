import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';

const { code } = python;

/** What a Python module imports, as isort orders it. */
export class Imports {
  readonly #modules = new Map<string, string | undefined>();
  readonly #names = new Map<string, Map<string, string | undefined>>();

  /** `import numpy as np`; gives what it is called. */
  module(text: string): void {
    const [, name = text, as] = /^(\S+) as (\S+)$/.exec(text) ?? [];
    this.#modules.set(name, as);
  }

  /** `from keras import layers`; `.parts` for a module beside. */
  from(module: string, name: string, as?: string): Code<'python'> {
    const names = this.#names.get(module) ?? new Map<string, string | undefined>();
    this.#names.set(module, names.set(name, as));
    return python.name(as ?? name);
  }

  /** The statements, each group apart. */
  code(): Code<'python'> {
    const groups = [0, 1, 2].map((group) => {
      const modules = [...this.#modules].filter(([name]) => groupOf(name) === group);
      const names = [...this.#names].filter(([name]) => groupOf(name) === group);
      return [
        ...modules.toSorted(byName).map(([name, as]) => importModule(name, as)),
        ...names.toSorted(byName).map(([module, each]) => importNames(module, each)),
      ];
    });
    const blocks = groups.filter((lines) => lines.length > 0).map((lines) => python.lines(lines));
    return python.join(blocks, code`\n\n`);
  }
}

const standard = new Set([
  'functools',
  'itertools',
  'collections',
  'fnmatch',
  'json',
  'math',
  'pathlib',
  're',
]);

const groupOf = (module: string): number => (module.startsWith('.') ? 2 : standard.has(module) ? 0 : 1);

/** As isort does, `m2` before `m10`. */
const collator = new Intl.Collator('en', { numeric: true });

const compare = (a: string, b: string): number => collator.compare(a, b);

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => compare(a, b);

const importModule = (name: string, as: string | undefined): Code<'python'> =>
  as === undefined ? code`import ${dotted(name)}` : code`import ${dotted(name)} as ${python.name(as)}`;

function importNames(module: string, names: ReadonlyMap<string, string | undefined>): Code<'python'> {
  const each = [...names]
    .toSorted(([a], [b]) => rank(a) - rank(b) || compare(a, b))
    .map(([name, as]) =>
      as === undefined ? python.name(name) : code`${python.name(name)} as ${python.name(as)}`,
    );
  return code`from ${dotted(module)} import ${python.join(each)}`;
}

/** Constants come before classes, and those before all else. */
const rank = (name: string): number => (/^[A-Z0-9_]+$/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2);

/** `keras`, `.parts`: dots between names. */
const dotted = (module: string): Code<'python'> =>
  python.join(
    module.split('.').map((part) => (part === '' ? python.empty : python.name(part))),
    code`.`,
  );
