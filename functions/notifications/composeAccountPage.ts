/** What all mails about an account share: the page around their rows, and the same in plain text. No IO. */
import type { Locale } from '@fashionista/domain/locale';
import type { ComposedMail } from './composeOrderPaid.ts';
import type { Html } from './html.ts';
import { pageAddress } from './mailFacts.ts';
import * as layout from './mailLayout.ts';

interface AccountPage {
  locale: Locale;
  subject: string;
  /** What the list of mails shows beside the subject. */
  preheader: string;
  footer: string;
  rows: readonly Html[];
  /** The same in plain text, a paragraph each. */
  paragraphs: readonly string[];
}

export function composeAccountPage(
  { locale, subject, preheader, footer, rows, paragraphs }: AccountPage,
  publicOrigin: string,
): ComposedMail {
  return {
    subject,
    html: layout.renderPage({
      locale,
      title: subject,
      preheader,
      homeAddress: pageAddress(publicOrigin, locale),
      footer,
      rows,
    }),
    text: `${[...paragraphs, `--\n${footer}`].join('\n\n')}\n`,
    attachments: [],
  };
}
