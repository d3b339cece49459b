/**
 * Single parts of the local cloud for the tests of the parts themselves: each test file starts its own, with the settings that
 * it is about, beside whatever stack runs. IO: processes, a temporary folder for their logs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { PartLine } from '../../local/start/partProcess.ts';
import { PartProcess } from '../../local/start/partProcess.ts';

const readyWithinMs = 30_000;

export interface StartedPart {
  origin: string;
  /** What it printed when it was ready. */
  line: PartLine;
  stop: () => Promise<void>;
}

/** Starts `entry` and waits for its ready line; without PORT it takes any free one. */
export async function startPart(
  name: string,
  entry: string,
  env: Record<string, string | undefined>,
): Promise<StartedPart> {
  const logFolder = mkdtempSync(path.join(tmpdir(), `fashionista-${name}-`));
  // What this process was told of a stack is not for a part that stands alone.
  const own = { STATE_DIR: undefined, CLOUD_TASKS_EMULATOR_HOST: undefined, FUNCTIONS_BUNDLE: undefined };
  const part = new PartProcess({
    name,
    entry,
    env: { PORT: '0', ...own, ...env },
    readyWithinMs,
    logFolder,
    verbose: false,
  });
  const stop = async () => {
    await part.stop();
    rmSync(logFolder, { recursive: true, force: true });
  };
  try {
    const line = await part.ready();
    return { origin: String(line['origin']), line, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The same, stopped when the test that runs now is finished. */
export async function startPartForTest(
  name: string,
  entry: string,
  env: Record<string, string | undefined>,
): Promise<StartedPart> {
  const part = await startPart(name, entry, env);
  onTestFinished(part.stop);
  return part;
}
