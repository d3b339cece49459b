/** Mail in French. Two-part punctuation has its narrow no-break space. No IO. */
import type { MailMessages } from './mailMessages.ts';

export const frMessages: MailMessages = {
  common: {
    when: 'Quand',
    where: 'Où',
    order: 'Commande',
    doors: (time) => `Portes ${time}`,
    begins: (time) => `Début ${time}`,
    localTime: (city, zone) => `Heure locale à ${city} (${zone})`,
    openOrder: 'Voir votre commande',
    footer: (orderNumber) =>
      `Vous recevez ce message au sujet de la commande ${orderNumber}. Indiquez ce numéro si vous nous écrivez.`,
  },
  place: {
    row: (row) => `Rang ${row}`,
    seat: (number) => `place ${number}`,
    standing: 'Debout',
    standingPlace: (mark) => `place ${mark}`,
  },
  orderPaid: {
    subject: (eventTitle, count) =>
      count === 1 ? `Votre billet\u202f: ${eventTitle}` : `Vos billets\u202f: ${eventTitle}`,
    preheader: (day, venueName) =>
      `${day}, ${venueName}. Les codes QR sont dans ce message\u202f: présentez-les à l’entrée.`,
    caption: (count) => (count === 1 ? 'Votre billet' : `Vos ${count} billets`),
    thanks: (name, count) =>
      count === 1
        ? `Merci, ${name}. Votre paiement est arrivé et votre place est à vous.`
        : `Merci, ${name}. Votre paiement est arrivé et vos places sont à vous.`,
    ticketOf: (position, count) => `Billet ${position} sur ${count}`,
    qrAlt: (place) => `Code QR du billet pour ${place}`,
    openTicket: 'Ouvrir ce billet',
    doorTitle: 'À l’entrée',
    doorSteps: (doors) => [
      `Ouverture des portes à ${doors}. Venez assez tôt pour trouver votre place avant le noir.`,
      'Présentez un code QR par personne, sur un écran bien lumineux ou sur papier.',
      'Pas de réseau\u202f? Ce message suffit\u202f: les codes y sont, et non derrière un lien.',
      'Chaque code ouvre la porte une seule fois. Ne le partagez qu’avec qui vous accompagne.',
    ],
    paidTitle: 'Ce que vous avez payé',
    total: 'Total',
    includedVat: 'dont TVA',
    includedFee: 'dont frais de réservation',
    allIncluded: 'La TVA et les frais de réservation sont compris. Il n’y a rien d’autre à payer.',
  },
  paper: {
    holder: 'Titulaire',
    ticket: 'Billet',
    fileName: 'billets',
    doorSteps: (doors) => [
      `Ouverture des portes à ${doors}. Venez assez tôt pour trouver votre place avant le noir.`,
      'Présentez cette page à plat, sans pli\u202f: le code y est lu.',
      'Chaque page donne accès à une personne, une seule fois. Ne la confiez qu’à qui vous accompagne.',
      'Page oubliée\u202f? Le même code est sur votre téléphone et dans votre e-mail, et l’accueil vous retrouve par votre nom.',
    ],
  },
  orderRefunded: {
    subject: (eventTitle) => `Votre argent vous est rendu\u202f: ${eventTitle}`,
    preheader: (amount) => `${amount}, en totalité, sur votre moyen de paiement. Vous n’avez rien à faire.`,
    caption: 'Remboursement',
    greeting: (name) => `${name}, nous sommes désolés.`,
    whatHappened: (amount) =>
      `Votre paiement de ${amount} nous est parvenu après la fin du délai. Vos places avaient alors été libérées pour que d’autres puissent les prendre.`,
    noTickets: 'Cette commande n’a pas de billets. Aucune place n’est gardée pour vous.',
    amountBack: 'Somme rendue',
    how: 'La somme entière, sur la carte ou le compte qui a servi à payer. Vous n’avez rien à faire.',
    howLong: 'Les banques mettent 5 à 10 jours à l’afficher.',
    nextTitle: 'Toujours envie de venir\u202f?',
    next: 'S’il reste des places, vous pouvez en choisir dès maintenant. Une nouvelle commande est sans effet sur ce remboursement.',
    openEvent: 'Voir les places libres',
  },
  accountLink: {
    signInSubject: 'Votre lien de connexion',
    signInHeadline: 'Se connecter',
    signInBody: 'Appuyez sur le bouton pour vous connecter à Fashionista Portal. Sans mot de passe.',
    signInButton: 'Se connecter',
    verifySubject: 'Est-ce bien votre adresse ?',
    verifyHeadline: 'Est-ce bien votre adresse ?',
    verifyBody: 'Appuyez sur le bouton pour confirmer que cette adresse e-mail est la vôtre.',
    verifyButton: 'Confirmer cette adresse',
    resetSubject: 'Choisissez un nouveau mot de passe',
    resetHeadline: 'Nouveau mot de passe',
    resetBody: 'Appuyez sur le bouton pour choisir un autre mot de passe pour votre compte.',
    resetButton: 'Choisir un mot de passe',
    once: 'Le lien sert une seule fois, et peu de temps. Demandez-en un autre quand vous voulez.',
    notYou:
      'Vous n’avez rien demandé ? Alors ne faites rien : sans ce lien personne n’entre, et rien ne change.',
    footer: 'Vous recevez ce message parce que quelqu’un a saisi cette adresse sur Fashionista Portal.',
  },
  accountChange: {
    passwordSubject: 'Votre mot de passe a été changé',
    passwordBody:
      'Votre compte sur Fashionista Portal a un autre mot de passe. Partout où il était ouvert avec l’ancien, il est déconnecté.',
    passwordNotYou:
      'Alors quelqu’un d’autre est peut-être dans votre compte. Choisissez tout de suite un autre mot de passe\u202f: sur la page de connexion, saisissez cette adresse et appuyez sur «\u202fMot de passe oublié\u202f?\u202f». Le lien arrive à cette adresse, et qui a utilisé l’autre mot de passe est déconnecté.',
    passwordButton: 'Choisir un autre mot de passe',
    wasYou: 'C’était vous\u202f? Alors il n’y a rien à faire.',
    notYouTitle: 'Ce n’était pas vous\u202f?',
    footer: 'Vous recevez ce message parce que cette adresse est celle d’un compte sur Fashionista Portal.',
  },
};
