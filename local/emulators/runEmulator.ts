/**
 * What the emulators that we run as programs of others have in common: start, wait until it answers, load what was
 * kept, say that it is ready, save every few seconds (a crash or a pulled plug loses no more than that) and at the end.
 * IO: a process, HTTP to it, STATE_DIR. Without STATE_DIR nothing is kept.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { announceReady, stopWhenAsked } from '../part.ts';

const saveEveryMs = 15_000;
const startWithinMs = 170_000;
const askEveryMs = 50;

export interface Emulator {
  part: string;
  origin: string;
  command: string;
  args: string[];
  cwd?: string;
  /** What answers once it is up; by default its root. */
  upAt?: string;
  /** Beyond this process's own. */
  env?: Record<string, string>;
  stateDir: string | undefined;
  /** Called once it answers; for one that cannot be given its data as it starts. */
  load?: (folder: string) => Promise<void>;
  /** Writes all it holds into the folder, in a way that never leaves half a save. */
  save: (folder: string) => Promise<void>;
}

async function waitUntilUp(url: string): Promise<void> {
  const deadline = Date.now() + startWithinMs;
  for (;;) {
    const isUp = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    if (Date.now() > deadline) throw new Error(`No answer on ${url} after ${startWithinMs / 1000} s.`);
    await delay(askEveryMs);
  }
}

/** Runs it until this process is asked to leave. Ends this process with an error if the emulator ends by itself. */
export async function runEmulator(emulator: Emulator): Promise<void> {
  const { origin, stateDir } = emulator;
  let isStopping = false;
  const child = spawn(emulator.command, emulator.args, {
    cwd: emulator.cwd,
    env: { ...process.env, ...emulator.env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${emulator.command} could not be started: ${error.message}\n`);
      resolve();
    });
    child.once('exit', (code, signal) => {
      if (!isStopping) process.stderr.write(`${emulator.command} ended: ${signal ?? `code ${code}`}\n`);
      resolve();
    });
  });
  void ended.then(() => {
    if (!isStopping) process.exit(1);
  });

  // One save after another: two at once would write into the same folder.
  let lastSave: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    if (stateDir === undefined) return Promise.resolve();
    lastSave = lastSave
      .then(() => emulator.save(stateDir))
      .catch((error: unknown) => void process.stderr.write(`saving failed: ${String(error)}\n`));
    return lastSave;
  };
  let isLoaded = false;
  stopWhenAsked(async () => {
    isStopping = true;
    if (isLoaded) await save();
    child.kill('SIGTERM');
    await ended;
  });

  await waitUntilUp(`${origin}${emulator.upAt ?? '/'}`);
  if (stateDir !== undefined) {
    mkdirSync(stateDir, { recursive: true });
    await emulator.load?.(stateDir);
    setInterval(() => {
      if (!isStopping) void save();
    }, saveEveryMs).unref();
  }
  isLoaded = true;
  announceReady(emulator.part, origin);
}
