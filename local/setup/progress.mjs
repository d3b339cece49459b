/**
 * How setting up talks: one line when a long step begins, one every ten seconds while it lasts, one when it is done,
 * so that nobody wonders whether it hangs. What the step itself printed is shown only when it failed.
 * IO: stdout, child processes.
 */
import { spawn } from 'node:child_process';

/** Something the person at the keyboard can put right; its message says how. Shown without a stack. */
export class SetupError extends Error {}

export const say = (line) => process.stdout.write(`${line}\n`);

const secondsSince = (startedAt) => `${Math.round((Date.now() - startedAt) / 1000)} s`;
const running = new Set();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (running.size > 0) process.exit(1);
  });
}

/**
 * Runs a long command with progress lines. `title` says what it does, `usual` how long that takes.
 * Throws a SetupError with the last lines it printed when it fails.
 */
export async function runStep({ title, usual, command, args, cwd, env }) {
  const startedAt = Date.now();
  say(`• ${title} (${usual})`);
  let printed = '';
  let lastLine = '';
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const collect = (chunk) => {
    printed = `${printed}${chunk}`.slice(-8000);
    lastLine =
      printed
        .trimEnd()
        .split(/[\r\n]/)
        .at(-1)
        ?.trim()
        .slice(0, 80) ?? '';
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ticking = setInterval(
    () => say(`  … ${title}, ${secondsSince(startedAt)}${lastLine ? `: ${lastLine}` : ''}`),
    10_000,
  );
  const outcome = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? 'done' : `exit code ${code}`));
  });
  clearInterval(ticking);
  running.delete(child);
  if (outcome !== 'done') {
    throw new SetupError(
      `${title} failed (${outcome}): ${command} ${args.join(' ')}\n\n${printed.trimEnd()}`,
    );
  }
  say(`✓ ${title}, ${secondsSince(startedAt)}`);
}
