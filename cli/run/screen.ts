import { Presets, SingleBar } from 'cli-progress';
import { createColors } from 'picocolors';
import { formatBytes } from '../../compiler/diagnostics/messages/format-bytes.ts';
import { plainPalette } from '../../compiler/diagnostics/palette.ts';
import { displayText } from '../../compiler/diagnostics/display-width.ts';
import { classNamesOf } from '../../runtime/data/class-names.ts';
import type { Observer, StepProgress } from '../../runtime/train/observer.ts';
import type { EpochRecord } from '../../runtime/train/record.ts';
import type { Context } from '../command.ts';
import { balanceLine, classWeightsLine } from './balance.ts';
import { classesLine } from './classes-line.ts';
import { formatBatch } from '../format-batch.ts';
import { formatCount, formatRate } from './format.ts';
import { formatSeconds } from '../../runtime/format-seconds.ts';
import { cutParts, epochLines, foldParts, partsOf } from './measures.ts';
import type { PreparedRun } from '../../runtime/prepare/prepare-run.ts';

/** Columns of a bar: fewer where there are few, so that what it comes to stands beside it. */
const barWidth = (width: number): number => (width < 70 ? 8 : width < 100 ? 12 : 24);

/** Columns of a line with a bar besides the bar, its place and what it says: its share, and blanks between. */
const besideBar = 4 + 2 + 3 * 2;

const placeOf = ({ epoch, epochs }: Pick<StepProgress, 'epoch' | 'epochs'>): string =>
  `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`;

/** Watches a run for a person: a bar within an epoch where there is a terminal, a line after each epoch. */
export class Screen implements Observer {
  readonly #write: (text: string) => void;
  readonly #moving: boolean;
  readonly #paint: ReturnType<typeof createColors>;
  readonly #width: number;
  #bar: SingleBar | undefined;
  #still = false;
  #began = 0;
  /** Examples of the epoch that were done when its bar appeared. */
  #from = 0;

  /** Draws among the messages, so that results stay alone on the output. */
  constructor({ err, errIsTerminal, errPalette, width }: Context) {
    this.#write = err;
    this.#moving = errIsTerminal;
    this.#width = width;
    this.#paint = createColors(errPalette !== plainPalette);
  }

  /** What is about to run. */
  header({ plan, engine, peakBytes, processBytes, loaded }: PreparedRun, out: string): void {
    const { train, data, phases } = plan;
    const parameters = train.graph.layers
      .flatMap(({ weights }) => weights)
      .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
    const { train: training, valid, test } = data.split;
    const parts = [
      `${formatCount(training.length)} to train on`,
      ...(valid.length > 0 ? [`${formatCount(valid.length)} to validate`] : []),
      ...(data.fold === undefined ? [] : [`fold ${data.fold.number} of ${data.fold.of}`]),
      ...(test.length > 0 ? [`${formatCount(test.length)} to test`] : []),
    ];
    const names = classNamesOf(data);
    const batches = [...new Set(phases.map(({ phase }) => formatBatch(phase)))].join(', ');
    const repeated = phases.reduce((sum, { repeatedMacs }) => sum + repeatedMacs, 0);
    const whole = processBytes === undefined ? '' : `, ${formatBytes(processBytes)} of process`;
    const { bold, dim } = this.#paint;
    const row = (name: string, text: string): string => {
      const lines = foldParts(displayText(text).split(' '), ' ', this.#width - 10);
      return `  ${dim(name.padEnd(7))} ${lines.join(`\n${' '.repeat(10)}`)}\n`;
    };
    this.#write(
      `\n  ${bold(train.name)} ${dim('·')} ${formatCount(parameters)} parameters\n` +
        row('data', `${data.spec.name} · ${parts.join(', ')}`) +
        (names === undefined ? '' : row('classes', classesLine(names))) +
        (data.classes === undefined ? '' : row('balance', balanceLine(data.classes))) +
        (data.classWeights === undefined ? '' : row('balance', classWeightsLine(data.classWeights, names))) +
        loaded.map((line) => row('weights', line)).join('') +
        row('engine', engine) +
        row('batch', `${batches} · predicted peak memory ${formatBytes(peakBytes)}${whole}`) +
        (repeated === 0
          ? ''
          : row('again', `${formatCount(repeated)} multiply-adds a step, in place of memory`)) +
        row('run', out) +
        '\n',
    );
  }

  /** How long it will take. */
  foretold(line: string): void {
    this.#line(`${this.#paint.dim('time   ')} ${line}`);
  }

  phase(name: string): void {
    this.#line(this.#paint.bold(`phase ${name}`));
  }

  preparing(): void {
    if (this.#moving) this.#write(this.#paint.dim('  getting ready …\r'));
  }

  step(progress: StepProgress): void {
    if (!this.#moving || this.#still) return;
    const bar = this.#bar ?? this.#newBar(progress);
    const seconds = (performance.now() - this.#began) / 1000;
    const rate = (progress.examples - this.#from) / Math.max(seconds, 1e-3);
    const left = (progress.total - progress.examples) / Math.max(rate, 1e-9);
    const parts = [
      ...(rate > 0 ? [`${formatSeconds(left)} left`] : []),
      ...partsOf(progress.measures),
      `${formatRate(rate)} images/s`,
    ];
    const room = this.#width - barWidth(this.#width) - besideBar - placeOf(progress).length;
    bar.update(progress.examples, { state: cutParts(parts, room) });
  }

  epoch({ epoch, measures, images, seconds }: EpochRecord, epochs: number): void {
    this.#closeBar();
    const place = placeOf({ epoch, epochs });
    const room = this.#width - place.length - 4;
    const { lines, end } = epochLines(measures, formatSeconds(seconds), formatRate(images / seconds), room);
    for (const [index, line] of lines.entries()) {
      const last = index === lines.length - 1 && end !== '' ? `  ${this.#paint.dim(end)}` : '';
      this.#line(`${index === 0 ? place : ' '.repeat(place.length)}  ${line}${last}`);
    }
  }

  testing(): void {
    if (this.#moving) this.#write(this.#paint.dim('  testing …\r'));
  }

  resumed(epochs: number, share: number): void {
    const percent = Math.floor(100 * Math.min(share, 1));
    const within = `in epoch ${epochs + 1}, at ${percent} %`;
    this.#line(`goes on ${share > 0 ? within : `after ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`}`);
  }

  /** Ends all movement, since the process may end at once, and says why. */
  stopping(): void {
    this.#closeBar();
    this.#still = true;
    this.#line('stopping after this step; Ctrl-C again quits at once');
  }

  /** Lets others write a message: on a line of its own. */
  aside(write: () => void): void {
    this.#closeBar();
    if (this.#moving) this.#write('\x1b[K');
    write();
  }

  /** Leaves the terminal as it was. */
  close(): void {
    this.#closeBar();
    if (this.#moving) this.#write('\x1b[K');
  }

  #newBar({ epoch, epochs, examples, total }: StepProgress): SingleBar {
    this.#began = performance.now();
    this.#from = examples;
    const place = placeOf({ epoch, epochs });
    this.#bar = new SingleBar(
      {
        format: `  ${place}  {bar}  {percentage}%  {state}`,
        barsize: barWidth(this.#width),
        hideCursor: null,
        clearOnComplete: true,
        linewrap: false,
        fps: 8,
        gracefulExit: false,
        stream: process.stderr,
      },
      Presets.shades_grey,
    );
    this.#bar.start(total, examples, { state: '' });
    return this.#bar;
  }

  #closeBar(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #line(text: string): void {
    this.#write(`${this.#moving ? '\x1b[K' : ''}  ${text}\n`);
  }
}
