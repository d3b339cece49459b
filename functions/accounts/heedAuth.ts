/**
 * Takes over what Auth knows of an account and its record does not ([R11]): that the address is proven now, or that Auth ended
 * its sessions, as it does when another password is chosen; of that its owner is told by mail, in the same commit ([R12]).
 * IO: Firestore, Firebase Auth.
 */
import type { Locale } from '@fashionista/domain/locale';
import { createAccountNotification } from '@fashionista/domain/notification';
import { paths } from '@fashionista/domain/paths';
import { decideHeard } from '@fashionista/domain/session';
import type { Heard, Session } from '@fashionista/domain/session';
import type { User } from '@fashionista/domain/user';
import type { AuthUser } from '../platform/authUsers.ts';
import type { Caller } from '../platform/identity.ts';
import type { Write } from '../platform/store.ts';
import { untilDone } from '../platform/untilDone.ts';
import { catchUp, writeSession } from './changeSession.ts';
import type { SessionServices } from './changeSession.ts';

/** In the language that the account was made in: the one at hand may be somebody else's. */
async function tellOwner(
  { store, clock }: SessionServices,
  { uid, email, isEmailVerified }: AuthUser,
  { toldPasswordAt }: Heard,
  locale: Locale,
): Promise<Write[]> {
  if (toldPasswordAt === null || email === null || !isEmailVerified) return [];
  const profile = await store.read<User>(paths.user(uid));
  const made = { change: 'password', uid, email, changedAt: toldPasswordAt } as const;
  const data = createAccountNotification({ ...made, locale: profile?.data.locale ?? locale }, clock());
  return [{ kind: 'create', path: paths.notification(data.notificationId), data }];
}

export interface Hearing {
  isOwnProof: boolean;
  /** Of whoever brings it. */
  locale: Locale;
}

export async function heedAuth(
  services: SessionServices,
  { uid, isGuest, isEmailVerified, role, signedInAt }: Caller,
  { isOwnProof, locale }: Hearing,
): Promise<void> {
  const { store, authUsers, sessions, clock } = services;
  // A guest has neither address nor password.
  const user = isGuest ? undefined : await authUsers.find(uid);
  if (!user) return;
  await untilDone<true>(async () => {
    const read = await store.read<Session>(paths.session(uid));
    if (read?.data.authIsBehind) {
      // First Auth hears what the record says; then what Auth says is looked at.
      await catchUp(services, uid);
      return 'again';
    }
    const heard = decideHeard(
      { uid, session: read?.data, role, now: clock() },
      { isEmailVerified, isOwnProof, revokedAt: user.sessionsEndedAt, signedInAt },
    );
    if (!heard) return true;
    const told = await tellOwner(services, user, heard, locale);
    const outcome = await store.commit([writeSession(read, heard.after), ...told]);
    if (outcome !== 'committed') return outcome;
    sessions.note(heard.after);
    return true;
  });
}
