/**
 * `POST /api/accounts/sendLink`: mails a link by which somebody signs in, proves an address, or chooses another password
 * ([L1]–[L3]). It goes by the outbox, so that who asks cannot tell by the answer or by its time who has an account.
 * IO: Firestore.
 */
import { createHash } from 'node:crypto';
import type { ActionRequest } from '@fashionista/domain/actions';
import { succeed } from '@fashionista/domain/errors';
import type { Result } from '@fashionista/domain/errors';
import { createLinkNotification } from '@fashionista/domain/notification';
import { paths } from '@fashionista/domain/paths';
import { untilDone } from '../platform/untilDone.ts';
import type { Services } from '../services.ts';

const digestOf = (email: string): string =>
  createHash('sha256').update(email).digest('base64url').slice(0, 22);

export async function sendLink(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  { email, purpose, locale, next }: ActionRequest<'accounts/sendLink'>,
): Promise<Result<{ sentTo: string }>> {
  const wanted = { email, purpose, locale, next: next ?? null, emailDigest: digestOf(email) };
  const data = createLinkNotification(wanted, clock());
  await untilDone<true>(async () => {
    const outcome = await store.commit([
      { kind: 'create', path: paths.notification(data.notificationId), data },
    ]);
    // Refused: one is on its way since less than a minute.
    return outcome === 'unknown' ? outcome : true;
  });
  return succeed({ sentTo: email });
}
