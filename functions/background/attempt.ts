/** One piece of background work among many: what fails is logged and left to the next sweep; the others go on. No IO. */
import type { Services } from '../services.ts';

export async function attempt(
  { log }: Pick<Services, 'log'>,
  subject: string,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    // Whatever it was, the next sweep comes within a minute, and the others must not wait for this one.
    log.sweepFailed(subject, error);
  }
}

/** The same for each of many, so many at once. */
export async function attemptEach<Subject extends string>(
  services: Pick<Services, 'log'>,
  subjects: readonly Subject[],
  atOnce: number,
  work: (subject: Subject) => Promise<unknown>,
): Promise<void> {
  const waiting = [...subjects];
  const worker = async () => {
    for (let subject = waiting.shift(); subject !== undefined; subject = waiting.shift()) {
      const next = subject;
      await attempt(services, next, () => work(next));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
