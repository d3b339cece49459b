/**
 * The process that firebase-tools takes for `java -jar storage-rules-runtime.jar serve`. Ends with its stdin, or by
 * SIGINT, which is how the emulator stops it. STORAGE_RULES_COVERAGE: a file in which it keeps what of the ruleset was
 * evaluated, written before each answer. IO: stdin, stdout, that file.
 */
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Coverage } from './coverage.ts';
import { RulesRuntime } from './runtime.ts';
import type { RuntimeObserver } from './runtime.ts';

/** ASCII alone: the emulator reads its pipe in pieces that may cut a longer character. */
const write = (message: Record<string, unknown>): void => {
  const line = JSON.stringify(message).replace(
    /[\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  process.stdout.write(`${line}\n`);
};

function keepCoverage(file: string): RuntimeObserver {
  let coverage: Coverage | undefined;
  return {
    loaded: (ruleset, source) => (coverage = new Coverage(ruleset, source)),
    evaluated: (expression, outcome) => coverage?.record(expression, outcome),
    answered: () => writeFileSync(file, JSON.stringify(coverage?.report())),
  };
}

const coverageFile = process.env['STORAGE_RULES_COVERAGE'];
const runtime = new RulesRuntime(write, coverageFile ? keepCoverage(coverageFile) : undefined);
createInterface({ input: process.stdin }).on('line', (line) => runtime.take(line));
process.on('SIGINT', () => process.exit(0));
runtime.begin();
