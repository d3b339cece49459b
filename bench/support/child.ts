/**
 * Work in a process of its own, so that whoever measures does not share a core's time slice with what is measured: a
 * module that answers one message with one result. IO: processes.
 */
import { fork } from 'node:child_process';

/** Runs `entry` with `input`, and settles with what it sends back. It must end by itself after that. */
export function runInChild<Output>(entry: string, input: object): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = fork(entry, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', (output) => resolve(output as Output));
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${entry} ended with ${code ?? 'a signal'} and no result`)),
    );
    child.send(input);
  });
}

/** The other side: waits for the input, sends the result, and ends. */
export function answerParent(work: (input: never) => Promise<object>): void {
  process.once('message', (input) => {
    void work(input as never).then((output) => {
      process.send?.(output, () => process.exit(0));
    });
  });
}
