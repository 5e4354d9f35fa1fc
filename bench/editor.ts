import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const uri = 'file:///bench/net.cnn';

/** What a person waits for in an editor, measured over stdio with the built program, and how large the one for a browser is. */
export async function benchEditor(): Promise<void> {
  await starting();
  await typing('ResNet-34', readFileSync('examples/resnet34.cnn', 'utf8'), 200);
  await typing('2,000 lines', lines(2000), 60);
  await typing('10,000 layers', lines(10_000), 30);
  const bytes = gzipSync(readFileSync('dist/lsp-worker.js'), { level: 9 }).length;
  console.log(`the Worker: ${(bytes / 1000).toFixed(0)} kB gzipped`);
}

const kinds = ['Conv2D(16, 3, padding=same)', 'BatchNormalization', 'ReLU'];

const lines = (count: number): string =>
  `model Deep {\n  input x: float32[32, 32, 3]\n${Array.from({ length: count }, (_, index) => `  ${kinds[index % 3] ?? ''}\n`).join('')}}\n`;

interface Server {
  readonly connection: MessageConnection;
  readonly memory: () => number;
  /** Milliseconds of processor time that its main thread, for which a person waits, has taken. */
  readonly work: () => number;
  readonly stop: () => Promise<void>;
}

function start(): Server {
  const child = spawn(process.execPath, ['dist/cli/main.js', 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const status = (): string => readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
  return {
    connection,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(status())?.[1] ?? 0) / 1000,
    work: () => Number(readFileSync(`/proc/${child.pid ?? 0}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
    },
  };
}

const initialize = { processId: null, rootUri: null, capabilities: {} };

async function starting(): Promise<void> {
  const found: number[] = [];
  for (let round = 0; round < 5; round++) {
    const begin = performance.now();
    const server = start();
    await server.connection.sendRequest('initialize', initialize);
    found.push(performance.now() - begin);
    await server.stop();
  }
  console.log(`initialize, cold: ${at(found, 0.5)} (median of 5)`);
}

/** How long a quick typist pauses between two keys, in milliseconds. */
const pause = 60;

/** Types figures of a layer, one after another, and asks about the place each time. */
async function typing(name: string, text: string, strokes: number): Promise<void> {
  const { connection, memory, work, stop } = start();
  await connection.sendRequest('initialize', initialize);
  let told: (version: number) => void = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', ({ version }: { version: number }) =>
    told(version),
  );
  const checked = (wanted: number): Promise<void> =>
    new Promise((resolve) => (told = (version) => version === wanted && resolve()));
  const opened = checked(1);
  void connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'cnn', version: 1, text },
  });
  await opened;
  const rows = text.split('\n');
  const row = rows.findIndex((line, index) => index > rows.length / 2 && /Conv\w*\(/.test(line));
  const line = row < 0 ? rows.findIndex((each) => /Conv\w*\(/.test(each)) : row;
  const character = (rows[line] ?? '').indexOf('(') + 1;
  const position = { line, character };
  const kinds = ['diagnostics', 'completion', 'hover'] as const;
  const measured = (): Record<(typeof kinds)[number], number[]> => ({
    diagnostics: [],
    completion: [],
    hover: [],
  });
  const [waited, worked] = [measured(), measured()];
  const measure = async (what: (typeof kinds)[number], action: () => Promise<unknown>): Promise<void> => {
    const [before, begin] = [work(), performance.now()];
    await action();
    waited[what].push(performance.now() - begin);
    await setTimeout(pause / kinds.length);
    worked[what].push(work() - before);
  };
  for (let stroke = 0; stroke < strokes; stroke++) {
    const isTyped = stroke % 2 === 0;
    const range = { start: position, end: { line, character: isTyped ? character : character + 1 } };
    const version = stroke + 2;
    await measure('diagnostics', () => {
      const done = checked(version);
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: isTyped ? '1' : '' }],
      });
      return done;
    });
    for (const what of ['completion', 'hover'] as const)
      await measure(what, () =>
        connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, position }),
      );
  }
  console.log(`${name}, ${strokes} keystrokes, ${memory().toFixed(0)} MB:`);
  for (const what of kinds) {
    const [wait, run] = [waited[what], worked[what]];
    console.log(
      `  ${what}: processor time ${at(run, 0.5)} (median), ${at(run, 0.95)} (p95); until it is told ${at(wait, 0.5)}, ${at(wait, 0.95)}`,
    );
  }
  await stop();
}

/** A quantile, in words. */
function at(times: readonly number[], q: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN).toFixed(1)} ms`;
}
