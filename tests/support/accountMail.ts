/** Links into an account, and what is told of it, as their readers get them: out of the caught mail. IO: Firestore, HTTP. */
import type { Firestore } from 'firebase-admin/firestore';
import type { LinkPurpose } from '@fashionista/domain/notification';
import { awaitQuery } from './awaitDocument.ts';
import { stack } from './stack.ts';

export interface CaughtMail {
  subject: string;
  text: string;
  html: string;
}

export const outboxOf = (firestore: Firestore, email: string) =>
  firestore.collection('notifications').where('channels.email.to', '==', email);

/** The link in a mail's plain text; `undefined` where there is none. */
const linkIn = (text: string): URL | undefined => {
  const [found] = /https?:\/\/\S+\/account\/link\?\S+/.exec(text) ?? [];
  return found === undefined ? undefined : new URL(found);
};

async function readMails(email: string): Promise<CaughtMail[]> {
  const answer = await fetch(`${stack().mail}/api/messages?to=${encodeURIComponent(email)}`);
  return (await answer.json()) as CaughtMail[];
}

/** The newest mail to the address with a link of this purpose, waited for. */
export async function awaitLinkMail(
  firestore: Firestore,
  email: string,
  purpose: LinkPurpose,
): Promise<CaughtMail & { link: URL }> {
  await awaitQuery(outboxOf(firestore, email).where('purpose', '==', purpose), ({ docs }) =>
    docs.some((one) => one.get('channels.email.status') === 'sent'),
  );
  for (const mail of await readMails(email)) {
    const link = linkIn(mail.text);
    if (link?.searchParams.get('mode') === purpose) return { ...mail, link };
  }
  throw new Error(`No mail to ${email} has a link to ${purpose}.`);
}

/** The mails to the address that tell of a change of its account, once all that are due are sent; at least one is. */
export async function awaitToldMails(firestore: Firestore, email: string): Promise<CaughtMail[]> {
  await awaitQuery(
    outboxOf(firestore, email).where('kind', '==', 'account-change'),
    ({ docs }) => docs.length > 0 && docs.every((one) => one.get('channels.email.status') === 'sent'),
  );
  // All others have a link into the account.
  return (await readMails(email)).filter(({ text }) => linkIn(text) === undefined);
}
