/** Mail in Italian. No IO. */
import type { MailMessages } from './mailMessages.ts';

export const itMessages: MailMessages = {
  common: {
    when: 'Quando',
    where: 'Dove',
    order: 'Ordine',
    doors: (time) => `Ingresso ${time}`,
    begins: (time) => `Inizio ${time}`,
    localTime: (city, zone) => `Ora locale a ${city} (${zone})`,
    openOrder: 'Vedi il tuo ordine',
    footer: (orderNumber) =>
      `Ricevi questo messaggio per l’ordine ${orderNumber}. Indica questo numero ogni volta che ci scrivi.`,
  },
  place: {
    row: (row) => `Fila ${row}`,
    seat: (number) => `posto ${number}`,
    standing: 'In piedi',
    standingPlace: (mark) => `posto ${mark}`,
  },
  orderPaid: {
    subject: (eventTitle, count) =>
      count === 1 ? `Il tuo biglietto: ${eventTitle}` : `I tuoi biglietti: ${eventTitle}`,
    preheader: (day, venueName) =>
      `${day}, ${venueName}. I codici QR sono qui dentro: mostrali all’ingresso.`,
    caption: (count) => (count === 1 ? 'Il tuo biglietto' : `I tuoi ${count} biglietti`),
    thanks: (name, count) =>
      count === 1
        ? `Grazie, ${name}. Il pagamento è arrivato e il posto è tuo.`
        : `Grazie, ${name}. Il pagamento è arrivato e i posti sono tuoi.`,
    ticketOf: (position, count) => `Biglietto ${position} di ${count}`,
    qrAlt: (place) => `Codice QR del biglietto per ${place}`,
    openTicket: 'Apri questo biglietto',
    doorTitle: 'All’ingresso',
    doorSteps: (doors) => [
      `Le porte aprono alle ${doors}. Arriva in tempo per trovare il tuo posto prima che si spengano le luci.`,
      'Mostra un codice QR per persona, su uno schermo ben luminoso o su carta.',
      'Niente rete? Basta questo messaggio: i codici sono qui, non dietro un link.',
      'Ogni codice apre la porta una volta sola. Condividilo solo con chi viene con te.',
    ],
    paidTitle: 'Quanto hai pagato',
    total: 'Totale',
    includedVat: 'di cui IVA',
    includedFee: 'di cui diritti di prenotazione',
    allIncluded: 'IVA e diritti di prenotazione sono compresi. Non c’è altro da pagare.',
  },
  paper: {
    holder: 'Intestatario',
    ticket: 'Biglietto',
    fileName: 'biglietti',
    doorSteps: (doors) => [
      `Le porte aprono alle ${doors}. Arriva in tempo per trovare il tuo posto prima che si spengano le luci.`,
      'Mostra questa pagina distesa e senza pieghe: il codice si legge da qui.',
      'Ogni pagina fa entrare una persona, una volta sola. Dalla solo a chi viene con te.',
      'L’hai dimenticata? Lo stesso codice è sul telefono e nell’e-mail, e il personale ti trova per nome.',
    ],
  },
  orderRefunded: {
    subject: (eventTitle) => `Il tuo denaro torna indietro: ${eventTitle}`,
    preheader: (amount) => `${amount}, per intero, con lo stesso mezzo di pagamento. Non devi fare nulla.`,
    caption: 'Rimborso',
    greeting: (name) => `${name}, ci dispiace.`,
    whatHappened: (amount) =>
      `Il tuo pagamento di ${amount} ci è arrivato a tempo scaduto. I tuoi posti erano già stati liberati, perché altri potessero prenderli.`,
    noTickets: 'Questo ordine non ha biglietti. Nessun posto è riservato per te.',
    amountBack: 'Ti viene restituito',
    how: 'L’intero importo, sulla carta o sul conto con cui hai pagato. Non devi fare nulla.',
    howLong: 'Le banche impiegano da 5 a 10 giorni a mostrarlo.',
    nextTitle: 'Vuoi ancora venire?',
    next: 'Se ci sono ancora posti, puoi sceglierli adesso. Un nuovo ordine non cambia nulla di questo rimborso.',
    openEvent: 'Vedi i posti liberi',
  },
  accountLink: {
    signInSubject: 'Il tuo link per accedere',
    signInHeadline: 'Accedi',
    signInBody: 'Premi il pulsante per accedere a Fashionista Portal. Senza password.',
    signInButton: 'Accedi',
    verifySubject: 'È il tuo indirizzo?',
    verifyHeadline: 'È il tuo indirizzo?',
    verifyBody: 'Premi il pulsante per confermare che questo indirizzo e-mail è tuo.',
    verifyButton: 'Conferma l’indirizzo',
    resetSubject: 'Scegli una nuova password',
    resetHeadline: 'Nuova password',
    resetBody: 'Premi il pulsante per scegliere un’altra password per il tuo account.',
    resetButton: 'Scegli una password',
    once: 'Il link funziona una volta sola, e per poco tempo. Chiedine un altro quando vuoi.',
    notYou: 'Non l’hai chiesto tu? Allora non fare nulla: senza il link nessuno entra, e nulla cambia.',
    footer: 'Ricevi questo messaggio perché qualcuno ha scritto questo indirizzo su Fashionista Portal.',
  },
  accountChange: {
    passwordSubject: 'La tua password è stata cambiata',
    passwordBody:
      'Il tuo account su Fashionista Portal ha un’altra password. Ovunque fosse aperto con la vecchia, ora è uscito.',
    passwordNotYou:
      'Allora nel tuo account potrebbe esserci qualcun altro. Scegli subito un’altra password: nella pagina di accesso scrivi questo indirizzo e premi «Password dimenticata?». Il link arriva a questo indirizzo, e chi ha usato l’altra password viene fatto uscire.',
    passwordButton: 'Scegli un’altra password',
    wasYou: 'Hai fatto tu il cambio? Allora non c’è nulla da fare.',
    notYouTitle: 'Non hai fatto tu il cambio?',
    footer: 'Ricevi questo messaggio perché questo è l’indirizzo di un account su Fashionista Portal.',
  },
};
