import Table from 'cli-table3';
import type { Availability } from '../../runtime/engines/engine.ts';
import { engines, type EngineEntry } from '../../runtime/engines/registry.ts';
import { defineCommand, jsonOption } from '../command.ts';
import { toJson } from '../diagnostics-json.ts';

type Found = EngineEntry & { readonly found: Availability };

/** `cnnc engines`: which engines this machine can run. */
export const enginesCommand = defineCommand<{ readonly json?: boolean }>({
  name: 'engines',
  doc: 'Says which engines this machine can run, why not, and how to get them.',
  arguments: [],
  options: [jsonOption],
  async run(_, { json = false }, { out }) {
    const all: Found[] = [];
    for (const entry of engines) all.push({ ...entry, found: await entry.availability() });
    const automatic = all.find(({ found }) => found.available)?.name;
    out(
      json
        ? toJson({ engines: all.map((each) => engineJson(each, automatic)) })
        : `${table(all, automatic)}\n`,
    );
    return 0;
  },
});

const engineJson = ({ name, doc, found }: Found, automatic: string | undefined) => ({
  name,
  doc,
  auto: name === automatic,
  ...found,
});

function table(all: readonly Found[], automatic: string | undefined): string {
  const rows = new Table({ head: ['engine', 'here', 'what it is'], style: { head: [], border: [] } });
  for (const { name, doc, found } of all) {
    const state = found.available ? `yes${name === automatic ? ', auto' : ''}` : 'no';
    const detail = found.available
      ? `${doc}\n${withVersion(found)}`
      : `${doc}\n${found.reason}\n→ ${found.fix}`;
    rows.push([name, state, detail]);
  }
  return rows.toString();
}

const withVersion = ({ version, detail }: Extract<Availability, { readonly available: true }>): string =>
  detail.includes(version) ? detail : `version ${version}: ${detail}`;
