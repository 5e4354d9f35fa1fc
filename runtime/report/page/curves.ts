import { barPlot } from '../plots/bar-plot.ts';
import { type Band, linePlot, type Series } from '../plots/line-plot.ts';
import type { RunReport } from '../report.ts';
import { figure, type Html, markup, type Section, section } from '../../page/html.ts';

/** More epochs have no bars. */
const mostBars = 200;

/** The curves of every loss and metric, of one run or of several over one another. */
export function curves(runs: readonly RunReport[]): readonly Section[] {
  const names = [...new Set(runs.flatMap(({ log }) => log.flatMap(({ measures }) => Object.keys(measures))))];
  const plain = names.filter((name) => !(name.startsWith('val_') && names.includes(name.slice(4))));
  const isOne = runs.length === 1;
  const plots = plain.map((name) => {
    const series = runs.flatMap((run, index) => seriesOf(run, name, index, isOne));
    const [first] = runs;
    return figure(
      linePlot({
        title: name,
        xLabel: 'epoch',
        isWhole: true,
        series,
        names: endsHigh(series) ? 'bottom right' : 'top',
        bands: isOne && first !== undefined ? bandsOf(first) : [],
      }),
      name,
    );
  });
  const [only] = runs;
  const all = [...plots, ...(isOne && only !== undefined ? rates(only) : [])];
  return all.length === 0 ? [] : [section('curves', 'Curves', markup`<div class="grid">${all}</div>`)];
}

/** Whether lines end in the upper half of what they cover: there names would lie over them. */
function endsHigh(series: readonly Series[]): boolean {
  const all = series.flatMap(({ points }) => points.map(([, value]) => value));
  const ends = series.flatMap(({ points }) => points.slice(-1).map(([, value]) => value));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return mean(ends) > (Math.min(...all) + Math.max(...all)) / 2;
}

/** A measure over the epochs of all phases, with what was validated dashed. */
function seriesOf(
  { log, name: run }: RunReport,
  name: string,
  colour: number,
  isOne: boolean,
): readonly Series[] {
  const points = (key: string): Series['points'] =>
    log.flatMap(({ measures }, index) => {
      const value = measures[key];
      return value === undefined ? [] : [[index + 1, value] as const];
    });
  const [own, valid] = [points(name), points(`val_${name}`)];
  // What is judged over a whole part has no training curve beside it.
  const part = name.startsWith('val_') ? 'validation' : 'training';
  return [
    { name: isOne ? part : run, points: own, colour },
    ...(valid.length > 0
      ? [{ name: isOne ? 'validation' : '', points: valid, colour: isOne ? 1 : colour, isDashed: true }]
      : []),
  ];
}

/** The epochs of each phase; of a run with one there are none. */
function bandsOf({ log }: RunReport): readonly Band[] {
  const bands: { name: string; from: number; to: number }[] = [];
  log.forEach(({ phase }, index) => {
    const last = bands.at(-1);
    if (last?.name === phase) last.to = index + 1;
    else bands.push({ name: phase, from: last?.to ?? index + 1, to: index + 1 });
  });
  return bands.length > 1 ? bands : [];
}

/** The rate of the last update of each epoch, where it is not always the same. */
function rates({ log }: RunReport): readonly Html[] {
  const points = log.flatMap(({ learning_rate: rate }, index) =>
    rate === undefined ? [] : [[index + 1, rate] as const],
  );
  if (new Set(points.map(([, rate]) => rate)).size < 2) return [];
  const title = 'Learning rate';
  const series = [{ name: 'rate', points, colour: 0 }];
  return [figure(linePlot({ title, xLabel: 'epoch', isWhole: true, series }), 'rates')];
}

/** How long epochs took, and what for. */
export function time({ log }: RunReport): readonly Section[] {
  if (log.length === 0) return [];
  const title = 'Seconds an epoch';
  const svg =
    log.length <= mostBars
      ? barPlot({
          title,
          xLabel: 'epoch',
          isWhole: true,
          bars: log.map(({ seconds, data_wait: wait }) => [Math.max(0, seconds - wait), wait]),
          parts: ['steps', 'waiting for data'],
        })
      : linePlot({
          title,
          xLabel: 'epoch',
          isWhole: true,
          series: [
            { name: 'all', points: log.map(({ seconds }, index) => [index + 1, seconds]), colour: 0 },
            {
              name: 'waiting for data',
              points: log.map(({ data_wait: wait }, index) => [index + 1, wait]),
              colour: 1,
            },
          ],
        });
  return [section('time', 'Time', markup`<div class="grid">${figure(svg, 'seconds')}</div>`)];
}
