// What befalls something here: a run on an engine that takes no time, a build of a few bytes, or a download. The writing is
// the product's own.
import { download } from '../../runtime/files/download/download.ts';
import { DownloadError } from '../../runtime/files/download/download-error.ts';
import { RunError } from '../../runtime/run-error.ts';
import { trainInto } from '../fuzz/run-folder/fuzzed-run.ts';
import { smallBuild } from './small-build.ts';

const [what = '', place = '', how = ''] = process.argv.slice(2);

const fetchTo = (path: string, url: string): Promise<void> =>
  download({ url, path, limit: 2 ** 30, verify: () => Promise.resolve() });

try {
  if (what === 'run') await trainInto(place, how === 'resume');
  else if (what === 'build') await smallBuild(place, how === 'old' ? 'old' : 'new');
  else await fetchTo(place, how);
} catch (error) {
  if (!(error instanceof RunError || error instanceof DownloadError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
