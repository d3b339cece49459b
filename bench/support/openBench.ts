/** A stack of a bench's own, and the Admin SDK on it; both end with the work. IO: processes. */
import { openAdminSdk } from '../../tests/support/adminSdk.ts';
import type { AdminSdk } from '../../tests/support/adminSdk.ts';
import { startIsolatedStack } from '../../tests/support/isolatedStack.ts';
import type { ReadyFile } from '../../local/start/readyFile.ts';
import { createGuest } from '../../tests/support/users.ts';
import type { SignedInUser } from '../../tests/support/users.ts';

const portsFrom = 21_000;

export async function withBenchStack<Value>(
  work: (admin: AdminSdk, ready: ReadyFile) => Promise<Value>,
): Promise<Value> {
  const running = await startIsolatedStack(portsFrom);
  process.env['PORTAL_READY_FILE'] = running.readyFile;
  const admin = openAdminSdk();
  try {
    return await work(admin, running.ready);
  } finally {
    await admin.close();
    await running.stop();
  }
}

const signUpsAtOnce = 20;

export async function createGuests(count: number): Promise<SignedInUser[]> {
  const guests: SignedInUser[] = [];
  while (guests.length < count) {
    const some = Math.min(signUpsAtOnce, count - guests.length);
    guests.push(...(await Promise.all(Array.from({ length: some }, createGuest))));
  }
  return guests;
}
