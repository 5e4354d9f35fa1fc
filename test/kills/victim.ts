// What is killed: a run on an engine that takes no time, or a build of a few bytes. The writing is the product's own.
import { writeBuild } from '../../runtime/build/write-build.ts';
import { trainInto } from '../fuzz/run-folder/fuzzed-run.ts';

const [what = '', folder = '', how = ''] = process.argv.slice(2);
if (what === 'run') {
  await trainInto(folder, how === 'resume');
} else {
  const names = how === 'old' ? ['model.onnx'] : ['saved_model.pb', 'variables/variables.index'];
  const files = new Map(names.map((name) => [name, Buffer.from(name.repeat(1000))]));
  await writeBuild(folder, { target: how, model: 'M', files: names }, files, true);
}
