import Table from 'cli-table3';
import { displayText, displayWidth } from '../../compiler/diagnostics/display-width.ts';
import type { Availability } from '../../runtime/engines/engine.ts';
import { engines, type EngineEntry, parseEngineName } from '../../runtime/engines/registry.ts';
import { runtimeMessages } from '../../runtime/messages.ts';
import { type Context, defineCommand, type ExitCode, jsonOption } from '../command.ts';
import { tell } from '../tell.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { diagnosticsToJson, toJson } from '../diagnostics-json.ts';

type Found = EngineEntry & { readonly found: Availability };

interface Options {
  readonly json?: boolean;
  readonly libtensorflow?: string;
  readonly python?: string;
  readonly force?: boolean;
}

/** `cnnc engines`: which engines this machine can run; `cnnc engines install tensorflow`. */
export const enginesCommand = defineCommand<Options>({
  name: 'engines',
  doc: 'Says which engines this machine can run, why not, and how to get them; `engines install NAME` gets `onnx` or `tensorflow`.',
  arguments: [
    { syntax: '[action]', doc: '`install`, to get an engine' },
    { syntax: '[engine]', doc: 'the engine to install: onnx or tensorflow' },
  ],
  options: [
    { syntax: '--libtensorflow <dir>', doc: 'install: a folder of libtensorflow to build against' },
    { syntax: '--python <path>', doc: 'install: a Python whose package tensorflow to build against' },
    { syntax: '--force', doc: 'install: again, though it is there' },
    jsonOption,
  ],
  async run([action, engine], options, context) {
    if (action === undefined) return list(options, context);
    if (action !== 'install') {
      throw new UsageError(`\`engines\` takes \`install\` or nothing, not \`${action}\``);
    }
    return install(checkInstallable(engine), options, context);
  },
});

async function list({ json = false }: Options, { out, outWidth }: Context): Promise<ExitCode> {
  const all: Found[] = [];
  for (const entry of engines) all.push({ ...entry, found: await entry.availability() });
  const automatic = all.find(({ found }) => found.available)?.name;
  out(
    json
      ? toJson({ engines: all.map((each) => engineJson(each, automatic)) })
      : `${table(all, automatic, outWidth)}\n`,
  );
  return 0;
}

type Installable = 'onnx' | 'tensorflow';

function checkInstallable(engine: string | undefined): Installable {
  if (engine === 'tensorflow' || engine === 'onnx') return engine;
  if (engine === undefined) {
    throw new UsageError('say what to install: `cnnc engines install onnx`, or `tensorflow`');
  }
  if (engines.some(({ name }) => name === engine)) {
    throw new UsageError(
      `only \`onnx\` and \`tensorflow\` can be installed; \`${engine}\` comes with cnnc or with them`,
    );
  }
  const parsed = parseEngineName(engine);
  const suggestion = 'suggestion' in parsed ? parsed.suggestion : undefined;
  const meant =
    suggestion === 'onnx' || suggestion === 'tensorflow' ? `: did you mean \`${suggestion}\`?` : '';
  throw new UsageError(`there is no engine \`${engine}\` to install${meant}`);
}

/** How an engine is called that is installed, and what installs it. */
const installers = {
  onnx: {
    title: 'onnxruntime',
    load: async () => (await import('../../runtime/engines/onnx/install-onnx.ts')).installOnnx,
  },
  tensorflow: {
    title: 'TensorFlow',
    load: async () =>
      (await import('../../runtime/engines/tensorflow/install/install-tensorflow.ts')).installTensorflow,
  },
} as const;

async function install(engine: Installable, options: Options, context: Context): Promise<ExitCode> {
  const { out, err } = context;
  const { json = false } = options;
  const { InstallFailure } = await import('../../runtime/engines/install/install-failure.ts');
  const { title, load } = installers[engine];
  try {
    const installed = await (await load())(options, (text) => err(`  ${displayText(text)}\n`));
    const { already, version, folder } = installed;
    if (json) out(toJson({ engine, ...installed }));
    else out(`${title} ${version} is ${already ? 'there already' : 'installed'}: ${displayText(folder)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof InstallFailure)) throw error;
    const failure = runtimeMessages.engineNotInstalled(engine, error.message, error.remedy);
    if (json) out(diagnosticsToJson([failure]));
    else tell([failure], context);
    return 1;
  }
}

const engineJson = ({ name, doc, found }: Found, automatic: string | undefined) => ({
  name,
  doc,
  auto: name === automatic,
  ...found,
});

/** Columns of the names, of what is here, and of the lines and blanks around them. */
const taken = 12 + 11 + 4;

function table(all: readonly Found[], automatic: string | undefined, width: number): string {
  const details = all.map(detailsOf);
  const widest = Math.max(...details.flat().map((line) => displayWidth(line)));
  const rows = new Table({
    head: ['engine', 'here', 'what it is'],
    style: { head: [], border: [] },
    colWidths: [12, 11, Math.min(width - taken, widest + 2)],
    wordWrap: true,
  });
  for (const [index, { name, found }] of all.entries()) {
    const state = found.available ? `yes${name === automatic ? ', auto' : ''}` : 'no';
    rows.push([name, state, (details[index] ?? []).join('\n')]);
  }
  return rows.toString();
}

const detailsOf = ({ doc, found }: Found): readonly string[] =>
  found.available ? [doc, withVersion(found)] : [doc, found.reason, `→ ${found.fix}`];

const withVersion = ({ version, detail }: Extract<Availability, { readonly available: true }>): string =>
  detail.includes(version) ? detail : `version ${version}: ${detail}`;
