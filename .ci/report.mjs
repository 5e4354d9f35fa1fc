// Prints the tests that were skipped, those of one engine together, and one line of counts from Vitest's JSON report.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2] ?? '.cache/tests.json', 'utf8'));
const skipped = report.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo');
const engineOf = ({ fullName }) => /\b(?:webgpu|tensorflow|onnx|wasm)\b/.exec(fullName)?.[0];
const ofEngines = new Map();
for (const test of skipped) {
  const engine = engineOf(test);
  ofEngines.set(engine, [...(ofEngines.get(engine) ?? []), test]);
}
for (const [engine, tests] of ofEngines) {
  if (engine === undefined || tests.length === 1) {
    for (const { fullName } of tests) console.log(`skipped: ${fullName}`);
  } else
    console.log(`skipped: ${tests.length} tests of ${engine}, which cannot run here (see \`cnnc engines\`)`);
}
if (skipped.length === 0) console.log('nothing');
const { numPassedTests, numFailedTests } = report;
const brokenFiles = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
).length;
console.log(`${numPassedTests} passed, ${numFailedTests + brokenFiles} failed, ${skipped.length} skipped`);
