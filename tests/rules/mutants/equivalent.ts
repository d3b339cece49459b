/**
 * Mutants that no test can notice, each with the reason. The run checks that they are still made and still alive, so that a
 * reason which no longer holds is told. No IO.
 */
export interface Equivalent {
  file: 'firestore.rules' | 'storage.rules';
  /** A part of the line that is changed: numbers of lines move. */
  within: string;
  before: string;
  after: string;
  reason: string;
}

const anyText = "'of a mutant'";

export const equivalents: readonly Equivalent[] = [
  {
    file: 'storage.rules',
    within: "get('sign_in_second_factor', '')",
    before: "''",
    after: anyText,
    reason:
      'What stands for no second factor is compared with the two there are: any other text is none of them.',
  },
  {
    file: 'storage.rules',
    within: "get('role', '')",
    before: "''",
    after: anyText,
    reason: 'What stands for no role is compared with `admin`: any other text is not it.',
  },
  {
    file: 'storage.rules',
    within: ".get(request.auth.uid, '')",
    before: "''",
    after: anyText,
    reason: 'What stands for no membership is looked for among the roles: any other text is none of them.',
  },
  {
    file: 'storage.rules',
    within: 'allow get: if isOrganizerOf',
    before: 'get',
    after: 'read',
    reason: 'A list has no `resource`: the condition fails on `resource.metadata`, and denies.',
  },
  {
    file: 'storage.rules',
    within: 'allow create, update: if isEditorOf',
    before: 'create',
    after: 'write',
    reason: 'What is more is to delete, which the next line grants the same people.',
  },
  {
    file: 'storage.rules',
    within: 'allow create, update: if isEditorOf',
    before: 'update',
    after: 'write',
    reason: 'What is more is to delete, which the next line grants the same people.',
  },
  ...[
    'return isSignedIn() && request.auth.uid == uid',
    'return isSignedIn() && request.auth.uid in uids',
    'return isSignedIn()',
    'allow get: if isSignedIn() && request.auth.uid == uid',
  ].map((within): Equivalent => ({
    file: 'firestore.rules',
    within,
    before: 'isSignedIn() &&',
    after: '',
    reason:
      'Without a token what follows is an error, and an error denies as a no does. It stands there for who reads it.',
  })),
  {
    file: 'firestore.rules',
    within: "get('role', '')",
    before: "''",
    after: anyText,
    reason: 'What stands for no role is compared with `admin`: any other text is not it.',
  },
  {
    file: 'firestore.rules',
    within: 'return preferences is map',
    before: 'preferences is map &&',
    after: '',
    reason: 'Only a map has keys: of anything else `keys()` is an error, which denies.',
  },
  {
    file: 'firestore.rules',
    within: 'allow list: if isAdmin();',
    before: 'list',
    after: 'read',
    reason: 'What is more is to get, which the line above grants admins.',
  },
  {
    file: 'firestore.rules',
    within: 'allow update: if isMe(uid) && isProfileChange',
    before: 'update',
    after: 'write',
    reason:
      'There is nothing before a create and nothing after a delete: `isProfileChange` fails on either, and denies.',
  },
  {
    file: 'firestore.rules',
    within: 'allow list: if isMe(resource.data.uid) || isAdmin();',
    before: 'list',
    after: 'read',
    reason: 'What is more is to get, which the line above grants the same people.',
  },
  {
    file: 'firestore.rules',
    within: 'allow list: if isMe(resource.data.uid);',
    before: 'list',
    after: 'read',
    reason: 'What is more is to get, which the line above grants the same people.',
  },
  ...['/claims/{placeId=**}', '/{anything}/{placeId}'].map((after): Equivalent => ({
    file: 'firestore.rules',
    within: 'match /claims/{placeId}',
    before: '/claims/{placeId}',
    after,
    reason: 'It grants nothing, there as anywhere: what no line grants is denied. It stands there to say so.',
  })),
  ...[
    ['read', 'get'],
    ['read', 'list'],
    ['read', 'read, write'],
    ['write', 'read'],
    ['read, write', 'write'],
    ['read, write', 'read'],
  ].map(([before = '', after = '']): Equivalent => ({
    file: 'firestore.rules',
    within: 'allow read, write: if false;',
    before,
    after,
    reason: 'Of what is never granted, less or more is the same.',
  })),
];
