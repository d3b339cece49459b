/**
 * Who notices a mutant: for Firestore the rules' tests, on the emulator with the mutant in place of the rules; for Storage the
 * table, by the text alone. IO: a process a mutant, a file each; none for Storage.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeBinary, rootFolder } from '../../../local/start/rootFolder.ts';
import { loadRules } from '../../../local/storage-rules/loadRules.ts';
import { cases } from '../storage/cases.ts';
import { holds } from '../storage/evaluateCase.ts';

/** Whether somebody noticed; a text that is no rules at all is noticed by whoever loads it. */
export type Judge = (text: string, worker: number) => Promise<'killed' | 'alive'>;

export const judgeStorage: Judge = (text) => {
  try {
    const ruleset = loadRules(text);
    return Promise.resolve(cases.every((one) => holds(ruleset, one)) ? 'alive' : 'killed');
  } catch (error) {
    // The stand-in's loud errors: at loading it, or at what it cannot evaluate.
    if (error instanceof Error) return Promise.resolve('killed');
    throw error;
  }
};

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

/** `emulator`: `host:port` of a Firestore emulator, which each worker asks in a project of its own. */
export function openFirestoreJudge(emulator: string): { judge: Judge; close: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'fashionista-mutants-'));
  const judge: Judge = async (text, worker) => {
    const file = path.join(folder, `${worker}.rules`);
    const reportFile = path.join(folder, `${worker}.json`);
    rmSync(reportFile, { force: true });
    writeFileSync(file, text);
    const child = spawn(
      nodeBinary,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        ...['--config', 'tests/rules/mutants/vitest.config.ts'],
        ...['--outputFile', reportFile],
      ],
      {
        cwd: rootFolder,
        env: {
          ...process.env,
          FIRESTORE_EMULATOR_HOST: emulator,
          RULES_FILE: pathToFileURL(file).href,
          RULES_PROJECT: `demo-mutants-${worker}`,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (!existsSync(reportFile)) throw new Error(`The rules’ tests said nothing: ${printed}`);
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
    if (code === 0 && report.numPassedTests > 0) return 'alive';
    if (report.numFailedTests + report.numFailedTestSuites === 0)
      throw new Error(`The rules’ tests ended with ${code}: ${printed}`);
    return 'killed';
  };
  return { judge, close: () => rmSync(folder, { recursive: true, force: true }) };
}
