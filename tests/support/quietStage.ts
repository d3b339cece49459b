/**
 * The stack for a test file that plays every part itself: Stripe's double sends no webhooks, so that nothing happens but what
 * the test does. Call it at the top of the file. IO: Firestore, Auth, Storage, Stripe's double.
 */
import { afterAll, beforeAll } from 'vitest';
import { openAdminSdk } from './adminSdk.ts';
import type { AdminSdk } from './adminSdk.ts';
import { stageServices } from './stageServices.ts';
import type { StagedServices } from './stageServices.ts';
import { resetKnobs, setKnobs } from './stripeDouble.ts';

export function openQuietStage(): { admin: AdminSdk; services: StagedServices } {
  const admin = openAdminSdk();
  beforeAll(() => setKnobs({ drop: true }));
  afterAll(async () => {
    await resetKnobs();
    await admin.close();
  });
  return { admin, services: stageServices() };
}
