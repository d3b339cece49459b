/** A mail with one link: into an account, to prove an address, to another password. No IO. */
import type { LinkNotification } from '@fashionista/domain/notification';
import { composeAccountPage } from './composeAccountPage.ts';
import type { ComposedMail } from './composeOrderPaid.ts';
import { pageAddress } from './mailFacts.ts';
import * as layout from './mailLayout.ts';
import type { MailMessages } from './messages/mailMessages.ts';

interface LinkWords {
  subject: string;
  headline: string;
  body: string;
  button: string;
}

const wordsOf = ({ accountLink: words }: MailMessages): Record<LinkNotification['purpose'], LinkWords> => ({
  'sign-in': {
    subject: words.signInSubject,
    headline: words.signInHeadline,
    body: words.signInBody,
    button: words.signInButton,
  },
  'verify-email': {
    subject: words.verifySubject,
    headline: words.verifyHeadline,
    body: words.verifyBody,
    button: words.verifyButton,
  },
  'reset-password': {
    subject: words.resetSubject,
    headline: words.resetHeadline,
    body: words.resetBody,
    button: words.resetButton,
  },
});

/** The address of the page that the code is for. */
export function linkAddress(
  { purpose, locale, next }: Pick<LinkNotification, 'purpose' | 'locale' | 'next'>,
  code: string,
  publicOrigin: string,
): string {
  const address = new URL(pageAddress(publicOrigin, locale, 'account', 'link'));
  address.search = new URLSearchParams({
    mode: purpose,
    oobCode: code,
    ...(next !== null && { next }),
  }).toString();
  return address.href;
}

export function composeAccountLink(
  notification: LinkNotification,
  code: string,
  publicOrigin: string,
  messages: MailMessages,
): ComposedMail {
  const { locale, purpose } = notification;
  const { accountLink: common } = messages;
  const words = wordsOf(messages)[purpose];
  const address = linkAddress(notification, code, publicOrigin);
  return composeAccountPage(
    {
      locale,
      subject: words.subject,
      preheader: words.body,
      footer: common.footer,
      rows: [
        layout.row(layout.headline(words.headline), 44),
        layout.row(layout.lead(words.body), 18),
        layout.row(layout.button(address, words.button), 28),
        layout.row(layout.paragraph(common.once), 28),
        layout.row(layout.softLine(common.notYou), 12),
      ],
      paragraphs: [words.headline, words.body, `${words.button}: ${address}`, common.once, common.notYou],
    },
    publicOrigin,
  );
}
