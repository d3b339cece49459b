/**
 * The sweep of what concerns accounts: sessions of which Auth is behind ([R3]), guests half merged ([J2]), people half gone
 * ([X2], [X5]), exports that are over ([X7]). IO: Firestore, Auth, Storage, Stripe.
 */
import type { Uid } from '@fashionista/domain/ids';
import { paths } from '@fashionista/domain/paths';
import type { PersonalExport } from '@fashionista/domain/personalData';
import type { Session } from '@fashionista/domain/session';
import { catchUp } from '../accounts/changeSession.ts';
import { continueDeletion, forgetDeletion } from '../accounts/deletion/continueDeletion.ts';
import { removeExport } from '../accounts/exports/exportData.ts';
import { continueMerge } from '../accounts/merge/continueMerge.ts';
import type { QueryOptions } from '../platform/store.ts';
import type { Services } from '../services.ts';
import { attempt, attemptEach } from './attempt.ts';

type Where = NonNullable<QueryOptions['where']>;

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

/** Whoever a query finds, by the field that names them, is gone on with, a few at once. */
async function goOnWith(
  services: Services,
  [collection, where]: [string, Where],
  field: 'uid' | 'guestUid',
  work: (services: Services, uid: Uid) => Promise<unknown>,
): Promise<void> {
  const found = await services.store.query<Record<typeof field, Uid>>(collection, { where, limit: perSweep });
  const people = found.map(({ data }) => data[field]);
  await attemptEach(services, people, atOnce, (uid) => work(services, uid));
}

/** Somebody died at them, a payment must end first, or the last look is due. */
const open: Where = [['state', '==', 'open']];

const sweepMerges = (services: Services) =>
  goOnWith(services, [paths.merges, open], 'guestUid', continueMerge);

const sweepDeletions = (services: Services) =>
  goOnWith(services, [paths.deletions, open], 'uid', continueDeletion);

const forgetDeletions = (services: Services) =>
  goOnWith(services, [paths.deletions, [['forgetAt', '<=', services.clock()]]], 'uid', forgetDeletion);

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
