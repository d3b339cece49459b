/**
 * Before the integration tests: one stack that all their files share, so each file makes events and buyers of its own.
 * Where it is stands in PORTAL_READY_FILE, which the tests' workers inherit. IO: processes.
 */
import { startIsolatedStack } from './isolatedStack.ts';

const portsFrom = 20_100;

export default async function startIntegrationStack(): Promise<() => Promise<void>> {
  const stack = await startIsolatedStack(portsFrom);
  process.env['PORTAL_READY_FILE'] = stack.readyFile;
  return stack.stop;
}
