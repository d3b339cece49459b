/**
 * A stack of a bench's own, and the Admin SDK on it; both end with the work. PORTAL_READY_FILE, set already, names a
 * running stack to use instead: `npm test` runs all benches on one. IO: processes.
 */
import { openAdminSdk } from '../../tests/support/adminSdk.ts';
import type { AdminSdk } from '../../tests/support/adminSdk.ts';
import { withOwnStack } from '../../tests/support/ownStack.ts';

export { createGuests } from '../../tests/support/users.ts';

const portsFrom = 21_000;

export async function withBenchStack<Value>(work: (admin: AdminSdk) => Promise<Value>): Promise<Value> {
  if (process.env['PORTAL_READY_FILE'] === undefined) return withOwnStack(portsFrom, work);
  const admin = openAdminSdk();
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}
