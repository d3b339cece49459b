/**
 * Queues the end of holds ([H2]): one task for all that end within the same half second, named by it, so that a rush
 * of buyers queues two tasks a second and not one a buyer. IO: Cloud Tasks.
 */
import { createHash } from 'node:crypto';
import type { Hold } from '@fashionista/domain/holdRecord';
import type { Services } from '../services.ts';

const bucketMs = 500;

/** When the holds that end at `expiresAt` are let go: at once, or within half a second. */
const bucketOf = (expiresAt: Date): number => Math.ceil(expiresAt.getTime() / bucketMs);

export async function scheduleExpiry({ tasks }: Pick<Services, 'tasks'>, hold: Hold): Promise<void> {
  if (hold.state !== 'held' || hold.expiresAt === null) return;
  const bucket = bucketOf(hold.expiresAt);
  const at = new Date(bucket * bucketMs);
  // Cloud Tasks wants names that do not grow with time: a digest goes first.
  const digest = createHash('sha256').update(`expiry-${bucket}`).digest('hex').slice(0, 16);
  await tasks.enqueue('expireHolds', { at: at.toISOString() }, { at, id: `${digest}-${bucket}` });
}
