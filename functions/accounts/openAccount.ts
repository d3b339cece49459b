/**
 * `POST /api/accounts/open`: makes or completes `users/{uid}` for whoever signed in, guests too. "Check user" of the
 * login flow; actions that need an account open it by themselves. What Auth has to tell of it is heard. IO: Firestore, Auth.
 */
import type { ActionRequest } from '@fashionista/domain/actions';
import { succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import type { Locale } from '@fashionista/domain/locale';
import { paths } from '@fashionista/domain/paths';
import type { User } from '@fashionista/domain/user';
import { LRUCache } from 'lru-cache';
import type { Uid } from '@fashionista/domain/ids';
import type { Caller } from '../platform/identity.ts';
import type { Services } from '../services.ts';
import { heedAuth } from './heedAuth.ts';

export interface Accounts {
  /** Makes the account where there is none; remembers in this instance that there is one. Never fails its caller. */
  ensure(caller: Caller): Promise<void>;
}

const keptAccounts = 20_000;

const newUser = (caller: Caller, locale: Locale, now: Date): User => ({
  uid: caller.uid,
  displayName: '',
  email: caller.email ?? null,
  isGuest: caller.isGuest,
  locale,
  notificationPreferences: { email: true },
  createdAt: now,
});

/** A guest who signed up since has an address now. */
const completes = (user: User, caller: Caller): boolean =>
  user.isGuest !== caller.isGuest || (caller.email !== undefined && user.email !== caller.email);

export async function openOnce(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  caller: Caller,
  locale: Locale,
) {
  const path = paths.user(caller.uid);
  const user = await store.read<User>(path);
  if (!user) await store.commit([{ kind: 'create', path, data: newUser(caller, locale, clock()) }]);
  else if (completes(user.data, caller)) {
    const data = { isGuest: caller.isGuest, email: caller.email ?? null };
    await store.commit([{ kind: 'update', path, data }]);
  }
}

export function createAccounts(services: Pick<Services, 'store' | 'clock' | 'log'>): Accounts {
  const opened = new LRUCache<Uid, true>({ max: keptAccounts });
  return {
    ensure: async (caller) => {
      if (opened.has(caller.uid)) return;
      try {
        await openOnce(services, caller, 'en');
        opened.set(caller.uid, true);
      } catch (error) {
        services.log.accountNotOpened(caller.uid, error);
      }
    },
  };
}

export async function openAccount(
  services: Services,
  caller: Caller,
  request: ActionRequest<'accounts/open'>,
): Promise<Result<{ uid: string }>> {
  const { locale = 'en', isOwnProof = false } = request;
  await Promise.all([openOnce(services, caller, locale), heedAuth(services, caller, { isOwnProof, locale })]);
  return succeed({ uid: caller.uid });
}
