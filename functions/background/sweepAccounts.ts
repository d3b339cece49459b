/**
 * The sweep of what concerns accounts: sessions of which Auth is behind ([R3]), guests half merged ([J2]), people half gone
 * ([X2], [X5]), exports that are over ([X7]). IO: Firestore, Auth, Storage, Stripe.
 */
import type { Deletion } from '@fashionista/domain/deletion';
import type { Merge } from '@fashionista/domain/merge';
import { paths } from '@fashionista/domain/paths';
import type { PersonalExport } from '@fashionista/domain/personalData';
import type { Session } from '@fashionista/domain/session';
import { catchUp } from '../accounts/changeSession.ts';
import { continueDeletion, forgetDeletion } from '../accounts/deletion/continueDeletion.ts';
import { removeExport } from '../accounts/exports/exportData.ts';
import { continueMerge } from '../accounts/merge/continueMerge.ts';
import type { Services } from '../services.ts';
import { attempt, attemptEach } from './attempt.ts';

/** How many documents of a kind one sweep takes; the next goes on. */
const perSweep = 300;
/** Each makes a dozen calls, one after the other: so many wait for them at once. */
const atOnce = 5;
/** What only has to go some time is looked for once in this many sweeps. */
const leisurelyRounds = 10;
/** Whoever decides has Auth say it at once: past this they have died. */
const sessionsLeftMs = 30_000;

async function sweepSessions(services: Services): Promise<void> {
  const behind = await services.store.query<Session>(paths.sessions, {
    where: [
      ['authIsBehind', '==', true],
      ['changedAt', '<', new Date(services.clock().getTime() - sessionsLeftMs)],
    ],
    limit: perSweep,
  });
  for (const { data } of behind) await attempt(services, data.uid, () => catchUp(services, data.uid));
}

/** Somebody died at them, a payment must end first, or the last look is due. */
async function sweepMerges(services: Services): Promise<void> {
  const open = await services.store.query<Merge>(paths.merges, {
    where: [['state', '==', 'open']],
    limit: perSweep,
  });
  const guests = open.map(({ data }) => data.guestUid);
  await attemptEach(services, guests, atOnce, (guestUid) => continueMerge(services, guestUid));
}

async function sweepDeletions(services: Services): Promise<void> {
  const open = await services.store.query<Deletion>(paths.deletions, {
    where: [['state', '==', 'open']],
    limit: perSweep,
  });
  const people = open.map(({ data }) => data.uid);
  await attemptEach(services, people, atOnce, (uid) => continueDeletion(services, uid));
}

async function forgetDeletions(services: Services): Promise<void> {
  const over = await services.store.query<Deletion>(paths.deletions, {
    where: [['forgetAt', '<=', services.clock()]],
    limit: perSweep,
  });
  const people = over.map(({ data }) => data.uid);
  await attemptEach(services, people, atOnce, (uid) => forgetDeletion(services, uid));
}

async function sweepExports(services: Services): Promise<void> {
  const over = await services.store.query<PersonalExport>(paths.allExports, {
    everywhere: true,
    where: [['expiresAt', '<=', services.clock()]],
    limit: perSweep,
  });
  for (const one of over) await attempt(services, one.path, () => removeExport(services, one));
}

export async function sweepAccounts(services: Services): Promise<void> {
  const isLeisurely = Math.floor(services.clock().getTime() / 60_000) % leisurelyRounds === 0;
  await Promise.all([
    attempt(services, 'sessions', () => sweepSessions(services)),
    attempt(services, 'merges', () => sweepMerges(services)),
    attempt(services, 'deletions', () => sweepDeletions(services)),
    ...(isLeisurely
      ? [
          attempt(services, 'deletions over', () => forgetDeletions(services)),
          attempt(services, 'exports', () => sweepExports(services)),
        ]
      : []),
  ]);
}
