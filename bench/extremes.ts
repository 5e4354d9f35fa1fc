import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { HostileShape } from '../test/cli/hostile-shapes/hostile-shape.ts';
import { hostileShapes } from '../test/cli/hostile-shapes/hostile-shapes.ts';

const program = 'dist/cli/main.js';
/** Milliseconds after which a command is ended. */
const patience = 60_000;
const countsProcessor = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
   process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1e6)); });`,
)}`;

interface Measured {
  readonly what: string;
  readonly command: string;
  readonly seconds: number;
  readonly status: number | null;
}

/** Seconds of a processor that commands which only look take on the largest file of each kind: the slowest first. */
export function benchExtremes(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      commands: { type: 'string', default: 'check,summary,graph' },
      only: { type: 'string', default: '' },
      slowest: { type: 'string', default: '10' },
    },
  });
  const shapes = hostileShapes.filter(({ what }) => what.includes(values.only));
  const measured = shapes.flatMap((shape) => measure(shape, values.commands.split(',')));
  const slowest = measured.toSorted((a, b) => b.seconds - a.seconds).slice(0, Number(values.slowest));
  for (const { what, command, seconds, status } of slowest) {
    console.log(`${seconds.toFixed(2)} s  ${command}: ${what}${status === null ? ' (ended)' : ''}`);
  }
  return Promise.resolve();
}

function measure({ what, text, files }: HostileShape, commands: readonly string[]): readonly Measured[] {
  const folder = mkdtempSync(join(tmpdir(), 'extremes-'));
  writeFileSync(join(folder, 'model.cnn'), text());
  for (const [name, content] of files?.() ?? []) writeFileSync(join(folder, name), content);
  const measured: Measured[] = [];
  for (const command of commands) {
    const { status, seconds } = run([...command.split(' '), join(folder, 'model.cnn')]);
    measured.push({ what, command, seconds, status });
    if (status !== 0 && command === 'check') break;
  }
  rmSync(folder, { recursive: true });
  return measured;
}

function run(args: readonly string[]): { readonly status: number | null; readonly seconds: number } {
  const started = performance.now();
  const { status, output } = spawnSync(process.execPath, ['--import', countsProcessor, program, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
    timeout: patience,
    killSignal: 'SIGKILL',
  });
  const wall = (performance.now() - started) / 1000;
  return { status, seconds: status === null ? wall : Number(output[3]) };
}
