/**
 * The stage `bench`: every bench once, small, only to see that it works; its figures mean nothing here. A bench passes
 * when it ends well and its last line tells a whole result. All share one stack, one after another.
 * IO: processes.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { nodeBinary, rootFolder } from '../../local/start/rootFolder.ts';
import { readBenchResult } from './benchResult.ts';
import { startIsolatedStack } from './isolatedStack.ts';
import type { StageResult } from './stages.ts';

const portsFrom = 20_300;
const withinMs = 60_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A bench is a folder with a file of its name. */
const benchNames = (): string[] =>
  readdirSync(path.join(rootFolder, 'bench')).filter((name) =>
    existsSync(path.join(rootFolder, 'bench', name, `${name}.ts`)),
  );

/** What is wrong with the run, or nothing. */
async function runBench(name: string, readyFile: string): Promise<string | undefined> {
  const child = spawn(nodeBinary, ['bench/main.ts', name, '--small', '--json'], {
    cwd: rootFolder,
    env: { ...process.env, PORTAL_READY_FILE: readyFile },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: withinMs,
  });
  let printed = '';
  let lastLine = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    lastLine = printed.trimEnd().split('\n').at(-1) ?? '';
  });
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...how) => resolve(how));
  });
  if (code !== 0) return `it ended with ${code ?? signal ?? 'nothing'}:\n${printed}`;
  return readBenchResult(name, lastLine) ? undefined : `its last line is no result: ${lastLine}`;
}

export async function runBenches(): Promise<StageResult> {
  const stack = await startIsolatedStack(portsFrom);
  let passed = 0;
  const failures: string[] = [];
  try {
    for (const name of benchNames()) {
      const startedAt = Date.now();
      const problem = await runBench(name, stack.readyFile);
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      say(`${problem === undefined ? '✓' : '✗'} ${name.padEnd(10)} ${seconds} s`);
      if (problem === undefined) passed += 1;
      else {
        failures.push(name);
        say(problem);
      }
    }
  } finally {
    await stack.stop();
  }
  return { passed, failed: failures.length, skipped: 0, failures };
}
