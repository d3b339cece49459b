/** Mail in English. No IO. */
import type { MailMessages } from './mailMessages.ts';

export const enMessages: MailMessages = {
  common: {
    when: 'When',
    where: 'Where',
    order: 'Order',
    doors: (time) => `Doors ${time}`,
    begins: (time) => `Begins ${time}`,
    localTime: (city, zone) => `Local time in ${city} (${zone})`,
    openOrder: 'See your order',
    footer: (orderNumber) =>
      `You receive this because of order ${orderNumber}. Quote this number whenever you write to us.`,
  },
  place: {
    row: (row) => `Row ${row}`,
    seat: (number) => `seat ${number}`,
    standing: 'Standing',
    standingPlace: (mark) => `place ${mark}`,
  },
  orderPaid: {
    subject: (eventTitle, count) =>
      count === 1 ? `Your ticket: ${eventTitle}` : `Your tickets: ${eventTitle}`,
    preheader: (day, venueName) => `${day}, ${venueName}. The QR codes are inside: show them at the door.`,
    caption: (count) => (count === 1 ? 'Your ticket' : `Your ${count} tickets`),
    thanks: (name, count) =>
      count === 1
        ? `Thank you, ${name}. Your payment has arrived and your place is yours.`
        : `Thank you, ${name}. Your payment has arrived and your places are yours.`,
    ticketOf: (position, count) => `Ticket ${position} of ${count}`,
    qrAlt: (place) => `QR code of the ticket for ${place}`,
    openTicket: 'Open this ticket',
    doorTitle: 'At the door',
    doorSteps: (doors) => [
      `Doors open at ${doors}. Come early enough to find your place before the lights go down.`,
      'Show one QR code for each person, on a screen turned bright or on paper.',
      'No signal? This mail is enough: the codes are in it, not behind a link.',
      'Each code opens the door once. Share it only with whoever comes with you.',
    ],
    paidTitle: 'What you paid',
    total: 'Total',
    includedVat: 'of which VAT',
    includedFee: 'of which booking fee',
    allIncluded: 'VAT and booking fee are in the price. There is nothing more to pay.',
  },
  paper: {
    holder: 'Holder',
    ticket: 'Ticket',
    fileName: 'tickets',
    doorSteps: (doors) => [
      `Doors open at ${doors}. Come early enough to find your place before the lights go down.`,
      'Hand this page over flat and uncreased: the code is read from it.',
      'Each page admits one person, once. Give it only to whoever comes with you.',
      'Forgot it? Your phone and your e-mail have the same code, and the staff find you by name.',
    ],
  },
  orderRefunded: {
    subject: (eventTitle) => `Your money is going back: ${eventTitle}`,
    preheader: (amount) => `${amount}, all of it, to what you paid with. You do not need to do anything.`,
    caption: 'Refund',
    greeting: (name) => `${name}, we are sorry.`,
    whatHappened: (amount) =>
      `Your payment of ${amount} reached us after the time to pay had ended. By then your places had been let go, so that others could have them.`,
    noTickets: 'This order has no tickets. No place is kept for you.',
    amountBack: 'Going back to you',
    how: 'The whole amount, to the card or account you paid with. You do not need to do anything.',
    howLong: 'Banks take 5 to 10 days to show it.',
    nextTitle: 'Still want to come?',
    next: 'If places are left, you can choose them now. A new order has nothing to do with this refund.',
    openEvent: 'See what is free',
  },
  accountLink: {
    signInSubject: 'Your link to sign in',
    signInHeadline: 'Sign in',
    signInBody: 'Press the button to sign in to Fashionista Portal. No password needed.',
    signInButton: 'Sign in',
    verifySubject: 'Is this your address?',
    verifyHeadline: 'Is this your address?',
    verifyBody: 'Press the button to confirm that this e-mail address is yours.',
    verifyButton: 'Confirm this address',
    resetSubject: 'Choose a new password',
    resetHeadline: 'Choose a new password',
    resetBody: 'Press the button to choose another password for your account.',
    resetButton: 'Choose a password',
    once: 'The link works once, and only for a short while. Ask for another whenever you need one.',
    notYou:
      'You did not ask for this? Then do nothing: without the link nobody comes in, and nothing changes.',
    footer: 'You receive this because somebody typed this address at Fashionista Portal.',
  },
  accountChange: {
    passwordSubject: 'Your password was changed',
    passwordBody:
      'There is another password for your account at Fashionista Portal. Wherever it was signed in with the old one, it is signed out.',
    passwordNotYou:
      'Then somebody else may be in your account. Choose another password at once: on the page to sign in, type this address and press “Forgotten your password?”. The link comes to this address, and whoever used the other password is signed out.',
    passwordButton: 'Choose another password',
    wasYou: 'Was it you? Then there is nothing to do.',
    notYouTitle: 'It was not you?',
    footer: 'You receive this because this is the address of an account at Fashionista Portal.',
  },
};
