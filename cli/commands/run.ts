import { collect, defineCommand, jsonOption } from '../command.ts';
import { boardPlace, checkOptions, type WrittenOptions } from '../run/options.ts';
import { runFolds } from '../run/run-folds.ts';
import { runOnce } from '../run/run-once.ts';

/** `cnnc run FILE`: trains. */
export const run = defineCommand<WrittenOptions>({
  name: 'run',
  doc: 'Trains what a train block describes, into a run folder that an interrupted run goes on from.',
  arguments: [{ syntax: '<file>', doc: 'the .cnn file' }],
  options: [
    { syntax: '--train <name>', doc: 'the train block, where the file has several' },
    { syntax: '--engine <name>', doc: 'auto, tensorflow, onnx, wasm, webgpu or cpu (default: auto)' },
    {
      syntax: '--data <name=path>',
      doc: 'a directory in place of the one a data block names',
      parse: collect,
    },
    { syntax: '--follow-links', doc: 'let links in the data lead out of its directory' },
    {
      syntax: '--weights <name=path>',
      doc: 'a file in place of fetching a set of weights that a model declares',
      parse: collect,
    },
    { syntax: '--epochs <n>', doc: 'epochs of every phase' },
    {
      syntax: '--batch <n>',
      doc: 'examples in a batch, in every phase; auto: the most that fit its `memory`',
    },
    { syntax: '--seed <n>', doc: "seed of weights, order and dropout (default: the data's)" },
    {
      syntax: '--fold <k/n>',
      doc: 'validate on fold k of n, and train on the others (n: else as `folds` of the split says); all, all/n: one after another, into fold-1, fold-2 …',
    },
    { syntax: '--out <dir>', doc: 'the run folder (default: runs/<train>-<n>)' },
    {
      syntax: '--find-rate',
      doc: 'train nothing that stays: try rates on the first phase, and draw what the loss does (--out: the picture)',
    },
    { syntax: '--no-report', doc: 'write no report.html into the run folder at the end' },
    {
      syntax: '--tensorboard [dir]',
      doc: "write event files for TensorBoard (default: tensorboard/ in the run's folder)",
      parse: boardPlace,
    },
    { syntax: '--resume', doc: 'go on with the run in the folder of --out' },
    { ...jsonOption, doc: 'print a JSON line after each epoch and at the end' },
  ],
  async run([file = ''], written, context) {
    const options = checkOptions(written);
    const { allFolds } = options;
    if (allFolds !== undefined) return runFolds(file, { ...options, allFolds }, context);
    return (await runOnce(file, options, context)).code;
  },
});
