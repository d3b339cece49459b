/**
 * Who the rules of Storage are tested with: every kind of person, by the token that they bring and what Firestore knows of
 * their session. No IO.
 */

/** When all tokens here were handed out, in seconds, unless said. */
const authTime = 1_800_000_000;

type Token = {
  auth_time: number;
  role?: 'organizer' | 'admin';
  firebase: { sign_in_provider: 'password' | 'anonymous'; sign_in_second_factor?: string };
};

const token = (
  more: Partial<Token> & { provider?: 'password' | 'anonymous'; secondFactor?: string } = {},
): Token => {
  const { provider = 'password', secondFactor, ...rest } = more;
  const second = secondFactor === undefined ? {} : { sign_in_second_factor: secondFactor };
  return { auth_time: authTime, firebase: { sign_in_provider: provider, ...second }, ...rest };
};
/** Handed out a second before sessions were ended. */
const tooOld = { auth_time: authTime - 1 };

/** Each with their uid: several tokens may be one person's. */
const tokens = {
  owner: { uid: 'owner', token: token() },
  /** The same person, by a token from before their sessions were ended. */
  ownerEnded: { uid: 'owner', token: token(tooOld) },
  guest: { uid: 'guest', token: token({ provider: 'anonymous' }) },
  stranger: { uid: 'stranger', token: token() },
  suspended: { uid: 'suspended', token: token() },
  organizer: { uid: 'organizer', token: token({ role: 'organizer' }) },
  /** Whom the organizer made organizer of the event's team. */
  coOrganizer: { uid: 'coOrganizer', token: token() },
  organizerEnded: { uid: 'organizer', token: token({ role: 'organizer', ...tooOld }) },
  /** An organizer, but of other events. */
  organizerElsewhere: { uid: 'organizerElsewhere', token: token({ role: 'organizer' }) },
  admin: { uid: 'admin', token: token({ role: 'admin', secondFactor: 'phone' }) },
  adminByTotp: { uid: 'adminByTotp', token: token({ role: 'admin', secondFactor: 'totp' }) },
  adminWithoutSecondFactor: { uid: 'admin', token: token({ role: 'admin' }) },
  adminByOddFactor: { uid: 'admin', token: token({ role: 'admin', secondFactor: 'mail' }) },
  adminEnded: { uid: 'admin', token: token({ role: 'admin', secondFactor: 'phone', ...tooOld }) },
  /** With an admin's second factor, but no admin. */
  strangerBySecondFactor: { uid: 'stranger', token: token({ secondFactor: 'phone' }) },
  houseOwner: { uid: 'houseOwner', token: token() },
  houseEditor: { uid: 'houseEditor', token: token() },
  houseEditorEnded: { uid: 'houseEditor', token: token(tooOld) },
  houseWriter: { uid: 'houseWriter', token: token() },
  houseReader: { uid: 'houseReader', token: token() },
  /** In the members, by a role that is none. */
  houseGhost: { uid: 'houseGhost', token: token() },
} as const satisfies Record<string, { uid: string; token: Token }>;

export type Who = keyof typeof tokens | 'signedOut';
export const everyone: readonly Who[] = [...(Object.keys(tokens) as (keyof typeof tokens)[]), 'signedOut'];

/** Their uid and token; `undefined` for whoever is signed out. */
export const credentialsOf = (who: Who): { uid: string; token: Token } | undefined =>
  who === 'signedOut' ? undefined : tokens[who];

const at = (milliseconds: number) => ({ timestampValue: new Date(milliseconds).toISOString() });
const session = (uid: string, validAfter: number, isSuspended = false) => ({
  uid: { stringValue: uid },
  validAfter: at(validAfter),
  changedAt: at(authTime * 1000),
  isSuspended: { booleanValue: isSuspended },
});
const forEver = Date.UTC(9999, 11, 31);
const text = (stringValue: string) => ({ stringValue });

/** What Firestore holds, by path, in the form of its REST interface. Nobody else has a document in `sessions`. */
export const documents: Readonly<Record<string, Record<string, unknown>>> = {
  // To the millisecond: a token of that very moment is still good.
  'sessions/owner': session('owner', authTime * 1000),
  'sessions/organizer': session('organizer', authTime * 1000 - 999),
  'sessions/houseEditor': session('houseEditor', authTime * 1000 - 1),
  'sessions/admin': session('admin', authTime * 1000),
  // Changed, but never ended.
  'sessions/houseOwner': session('houseOwner', 0),
  'sessions/suspended': session('suspended', forEver, true),
  'events/gala': {
    eventId: text('gala'),
    organizerUid: text('organizer'),
    coOrganizerUids: { arrayValue: { values: [text('coOrganizer')] } },
  },
  // As it stands before anybody was put on its team.
  'events/elsewhere': { eventId: text('elsewhere'), organizerUid: text('organizerElsewhere') },
  'designers/house': {
    designerId: text('house'),
    members: {
      mapValue: {
        fields: {
          houseOwner: text('owner'),
          houseEditor: text('editor'),
          houseWriter: text('writer'),
          houseReader: text('reader'),
          houseGhost: text('former'),
          suspended: text('owner'),
        },
      },
    },
  },
};
