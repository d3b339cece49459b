/** A stack of a bench's own, and the Admin SDK on it; both end with the work. IO: processes. */
import type { ReadyFile } from '../../local/start/readyFile.ts';
import type { AdminSdk } from '../../tests/support/adminSdk.ts';
import { withOwnStack } from '../../tests/support/ownStack.ts';

export { createGuests } from '../../tests/support/users.ts';

const portsFrom = 21_000;

export const withBenchStack = <Value>(
  work: (admin: AdminSdk, ready: ReadyFile) => Promise<Value>,
): Promise<Value> => withOwnStack(portsFrom, work);
