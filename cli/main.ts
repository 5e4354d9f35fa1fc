#!/usr/bin/env node
import { runCommandLine } from './command-line.ts';
import { guardOutput } from './guard-output.ts';

guardOutput(process.stdout, process.stderr);
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: () => process.stdin,
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
  width: process.stdout.columns ?? process.stderr.columns,
  environment: process.env,
});
