/**
 * Takes over what Auth knows of an account and its record does not ([R11]): that the address is proven now, or that Auth ended
 * its sessions, as it does when another password is chosen. IO: Firestore, Firebase Auth.
 */
import { paths } from '@fashionista/domain/paths';
import { decideHeard } from '@fashionista/domain/session';
import type { Session } from '@fashionista/domain/session';
import type { Caller } from '../platform/identity.ts';
import { untilDone } from '../platform/untilDone.ts';
import { catchUp, writeSession } from './changeSession.ts';
import type { SessionServices } from './changeSession.ts';

export async function heedAuth(
  services: SessionServices,
  { uid, isGuest, isEmailVerified, role, signedInAt }: Caller,
  isOwnProof: boolean,
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
    const outcome = await store.commit([writeSession(read, heard.after)]);
    if (outcome !== 'committed') return outcome;
    sessions.note(heard.after);
    return true;
  });
}
