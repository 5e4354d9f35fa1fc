#!/usr/bin/env node
import { runCommandLine } from './command-line.ts';

/** A reader that has gone (`cnnc summary … | head`) ends the command silently. */
function endOnBrokenPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}

endOnBrokenPipe(process.stdout);
endOnBrokenPipe(process.stderr);
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: () => process.stdin,
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
  width: process.stdout.columns ?? process.stderr.columns,
  environment: process.env,
});
