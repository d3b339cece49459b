/**
 * Runs one development tool on Node 24, its output passed through, and ends it with all it started when it takes too
 * long or when the tests are stopped. IO: processes.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { nodeBinary, rootFolder } from '../../local/start/rootFolder.ts';

const graceMs = 15_000;

export interface ToolOptions {
  cwd: string;
  withinMs: number;
  env?: Record<string, string>;
  /** Removed first, so that an old report is never counted for a run that wrote none. */
  report?: string;
}

/** `tool`: a script under node_modules. Answers whether it ended well. */
export async function runTool(tool: string, args: string[], options: ToolOptions): Promise<boolean> {
  if (options.report) {
    rmSync(options.report, { force: true });
    mkdirSync(path.dirname(options.report), { recursive: true });
  }
  const child = spawn(nodeBinary, [path.join(rootFolder, 'node_modules', tool), ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const signal = (name: NodeJS.Signals) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, name);
  };
  // The tool first gets to stop its stack; what is left is ended with its whole group.
  const end = () => {
    signal('SIGTERM');
    setTimeout(() => signal('SIGKILL'), graceMs).unref();
  };
  const endAll = () => {
    end();
    child.once('close', () => process.exit(1));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.once(name, endAll);
  const deadline = setTimeout(() => {
    process.stdout.write(`✗ ${tool} was ended: it took more than ${options.withinMs / 1000} s\n`);
    end();
  }, options.withinMs);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(deadline);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.off(name, endAll);
  return code === 0;
}
