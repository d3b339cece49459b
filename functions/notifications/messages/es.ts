/** Mail in Spanish. No IO. */
import type { MailMessages } from './mailMessages.ts';

export const esMessages: MailMessages = {
  common: {
    when: 'Cuándo',
    where: 'Dónde',
    order: 'Pedido',
    doors: (time) => `Puertas ${time}`,
    begins: (time) => `Comienzo ${time}`,
    localTime: (city, zone) => `Hora local en ${city} (${zone})`,
    openOrder: 'Ver tu pedido',
    footer: (orderNumber) =>
      `Recibes este mensaje por el pedido ${orderNumber}. Indica este número siempre que nos escribas.`,
  },
  place: {
    row: (row) => `Fila ${row}`,
    seat: (number) => `asiento ${number}`,
    standing: 'De pie',
    standingPlace: (mark) => `sitio ${mark}`,
  },
  orderPaid: {
    subject: (eventTitle, count) =>
      count === 1 ? `Tu entrada: ${eventTitle}` : `Tus entradas: ${eventTitle}`,
    preheader: (day, venueName) => `${day}, ${venueName}. Los códigos QR van dentro: enséñalos en la puerta.`,
    caption: (count) => (count === 1 ? 'Tu entrada' : `Tus ${count} entradas`),
    thanks: (name, count) =>
      count === 1
        ? `Gracias, ${name}. Tu pago ha llegado y el sitio es tuyo.`
        : `Gracias, ${name}. Tu pago ha llegado y los sitios son tuyos.`,
    ticketOf: (position, count) => `Entrada ${position} de ${count}`,
    qrAlt: (place) => `Código QR de la entrada para ${place}`,
    openTicket: 'Abrir esta entrada',
    doorTitle: 'En la puerta',
    doorSteps: (doors) => [
      `Las puertas abren a las ${doors}. Llega con tiempo para encontrar tu sitio antes de que se apaguen las luces.`,
      'Enseña un código QR por persona, en una pantalla con mucho brillo o en papel.',
      '¿Sin cobertura? Basta este mensaje: los códigos están aquí, no tras un enlace.',
      'Cada código abre la puerta una sola vez. Compártelo solo con quien venga contigo.',
    ],
    paidTitle: 'Lo que has pagado',
    total: 'Total',
    includedVat: 'de los cuales IVA',
    includedFee: 'de los cuales gastos de gestión',
    allIncluded: 'El IVA y los gastos de gestión están incluidos. No hay nada más que pagar.',
  },
  paper: {
    holder: 'Titular',
    ticket: 'Entrada',
    fileName: 'entradas',
    doorSteps: (doors) => [
      `Las puertas abren a las ${doors}. Llega con tiempo para encontrar tu sitio antes de que se apaguen las luces.`,
      'Enseña esta página lisa y sin dobleces: el código se lee en ella.',
      'Cada página da acceso a una persona, una sola vez. Dásela solo a quien venga contigo.',
      '¿La has olvidado? El mismo código está en tu teléfono y en tu correo, y el personal te encuentra por tu nombre.',
    ],
  },
  orderRefunded: {
    subject: (eventTitle) => `Te devolvemos el dinero: ${eventTitle}`,
    preheader: (amount) => `${amount}, todo, al medio con el que pagaste. No tienes que hacer nada.`,
    caption: 'Reembolso',
    greeting: (name) => `${name}, lo sentimos.`,
    whatHappened: (amount) =>
      `Tu pago de ${amount} nos llegó cuando el plazo había terminado. Tus sitios ya se habían liberado para que otras personas pudieran tenerlos.`,
    noTickets: 'Este pedido no tiene entradas. No hay ningún sitio reservado para ti.',
    amountBack: 'Te devolvemos',
    how: 'El importe completo, a la tarjeta o cuenta con la que pagaste. No tienes que hacer nada.',
    howLong: 'Los bancos tardan de 5 a 10 días en mostrarlo.',
    nextTitle: '¿Todavía quieres venir?',
    next: 'Si quedan sitios, puedes elegirlos ahora. Un pedido nuevo no afecta a este reembolso.',
    openEvent: 'Ver los sitios libres',
  },
  accountLink: {
    signInSubject: 'Tu enlace para entrar',
    signInHeadline: 'Entrar',
    signInBody: 'Pulsa el botón para entrar en Fashionista Portal. Sin contraseña.',
    signInButton: 'Entrar',
    verifySubject: '¿Es esta tu dirección?',
    verifyHeadline: '¿Es esta tu dirección?',
    verifyBody: 'Pulsa el botón para confirmar que este correo electrónico es tuyo.',
    verifyButton: 'Confirmar la dirección',
    resetSubject: 'Elige otra contraseña',
    resetHeadline: 'Otra contraseña',
    resetBody: 'Pulsa el botón para elegir otra contraseña para tu cuenta.',
    resetButton: 'Elegir una contraseña',
    once: 'El enlace sirve una sola vez, y por poco tiempo. Pide otro cuando quieras.',
    notYou: '¿No lo has pedido tú? Entonces no hagas nada: sin el enlace nadie entra, y nada cambia.',
    footer: 'Recibes este mensaje porque alguien escribió esta dirección en Fashionista Portal.',
  },
  accountChange: {
    passwordSubject: 'Tu contraseña ha cambiado',
    passwordBody:
      'Tu cuenta en Fashionista Portal tiene otra contraseña. Donde estaba abierta con la antigua, se ha cerrado.',
    passwordNotYou:
      'Entonces puede que haya otra persona en tu cuenta. Elige ahora mismo otra contraseña: en la página para entrar, escribe esta dirección y pulsa «¿Has olvidado la contraseña?». El enlace llega a esta dirección, y a quien usó la otra contraseña se le cierra la sesión.',
    passwordButton: 'Elegir otra contraseña',
    wasYou: '¿Has sido tú? Entonces no hay nada que hacer.',
    notYouTitle: '¿No has sido tú?',
    footer: 'Recibes este mensaje porque esta es la dirección de una cuenta en Fashionista Portal.',
  },
};
