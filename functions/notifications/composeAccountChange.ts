/** A mail that says what was changed of an account, and what to do if it was somebody else ([R12]). No IO. */
import type { AccountNotification } from '@fashionista/domain/notification';
import { composeAccountPage } from './composeAccountPage.ts';
import type { ComposedMail } from './composeOrderPaid.ts';
import { pageAddress } from './mailFacts.ts';
import * as layout from './mailLayout.ts';
import type { MailMessages } from './messages/mailMessages.ts';

interface ChangeWords {
  subject: string;
  body: string;
  notYou: string;
  button: string;
}

const wordsOf = ({
  accountChange: words,
}: MailMessages): Record<AccountNotification['change'], ChangeWords> => ({
  password: {
    subject: words.passwordSubject,
    body: words.passwordBody,
    notYou: words.passwordNotYou,
    button: words.passwordButton,
  },
});

export function composeAccountChange(
  { locale, change }: Pick<AccountNotification, 'locale' | 'change'>,
  publicOrigin: string,
  messages: MailMessages,
): ComposedMail {
  const { accountChange: common } = messages;
  const words = wordsOf(messages)[change];
  const address = pageAddress(publicOrigin, locale, 'sign-in');
  return composeAccountPage(
    {
      locale,
      subject: words.subject,
      preheader: words.body,
      footer: common.footer,
      rows: [
        layout.row(layout.headline(words.subject), 44),
        layout.row(layout.lead(words.body), 18),
        layout.row(layout.paragraph(common.wasYou), 18),
        layout.row(layout.title(common.notYouTitle), 36),
        layout.row(layout.paragraph(words.notYou), 12),
        layout.row(layout.button(address, words.button), 28),
      ],
      paragraphs: [
        words.subject,
        words.body,
        common.wasYou,
        `${common.notYouTitle}\n${words.notYou}`,
        `${words.button}: ${address}`,
      ],
    },
    publicOrigin,
  );
}
