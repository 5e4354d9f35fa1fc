// Prints the tests that were skipped, by name, and one line of counts from Vitest's JSON report.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2] ?? '.cache/tests.json', 'utf8'));
const skipped = report.testResults
  .flatMap(({ assertionResults }) => assertionResults)
  .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo');
for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
if (skipped.length === 0) console.log('nothing');
const { numPassedTests, numFailedTests } = report;
const brokenFiles = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
).length;
console.log(`${numPassedTests} passed, ${numFailedTests + brokenFiles} failed, ${skipped.length} skipped`);
