/**
 * Every sentence that our mail says, as a shape: a language that lacks one does not compile. Texts are plain; what is
 * put into them is escaped where they are placed. Counts are of tickets, at least one. No IO.
 */
import type { Locale } from '@fashionista/domain/locale';
import { enMessages } from './en.ts';
import { esMessages } from './es.ts';
import { frMessages } from './fr.ts';
import { itMessages } from './it.ts';

export interface MailMessages {
  common: {
    when: string;
    where: string;
    order: string;
    doors: (time: string) => string;
    begins: (time: string) => string;
    localTime: (city: string, zone: string) => string;
    openOrder: string;
    /** Why this came, and what to quote. */
    footer: (orderNumber: string) => string;
  };
  place: {
    row: (row: string) => string;
    seat: (number: number) => string;
    standing: string;
    /** `mark` as painted on the floor: "B7". */
    standingPlace: (mark: string) => string;
  };
  orderPaid: {
    subject: (eventTitle: string, count: number) => string;
    preheader: (day: string, venueName: string) => string;
    caption: (count: number) => string;
    thanks: (name: string, count: number) => string;
    ticketOf: (position: number, count: number) => string;
    qrAlt: (place: string) => string;
    openTicket: string;
    doorTitle: string;
    doorSteps: (doors: string) => readonly string[];
    paidTitle: string;
    total: string;
    includedVat: string;
    includedFee: string;
    allIncluded: string;
  };
  /** Tickets on paper. */
  paper: {
    holder: string;
    ticket: string;
    fileName: string;
    doorSteps: (doors: string) => readonly string[];
  };
  orderRefunded: {
    subject: (eventTitle: string) => string;
    preheader: (amount: string) => string;
    caption: string;
    greeting: (name: string) => string;
    whatHappened: (amount: string) => string;
    noTickets: string;
    amountBack: string;
    how: string;
    howLong: string;
    nextTitle: string;
    next: string;
    openEvent: string;
  };
  /** Links into an account. */
  accountLink: Record<
    | `${'signIn' | 'verify' | 'reset'}${'Subject' | 'Headline' | 'Body' | 'Button'}`
    | 'once'
    | 'notYou'
    | 'footer',
    string
  >;
  /** What was changed of an account. */
  accountChange: Record<
    `password${'Subject' | 'Body' | 'NotYou' | 'Button'}` | 'wasYou' | 'notYouTitle' | 'footer',
    string
  >;
}

export const mailMessages: Record<Locale, MailMessages> = {
  en: enMessages,
  fr: frMessages,
  it: itMessages,
  es: esMessages,
};
