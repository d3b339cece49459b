/**
 * Before the end-to-end tests: one stack, built as it is deployed, for all of them. PORTAL_READY_FILE tells the tests'
 * workers where it is; set already, it names a running stack to use instead. IO: processes.
 */
import { startIsolatedStack } from '../support/isolatedStack.ts';

const portsFrom = 20_200;

export default async function startPortal(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['PORTAL_READY_FILE']) return undefined;
  const stack = await startIsolatedStack(portsFrom);
  process.env['PORTAL_READY_FILE'] = stack.readyFile;
  return stack.stop;
}
