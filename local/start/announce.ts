/** What a person sees once everything runs: the address, who to sign in as, where caught e-mail is. No IO of its own. */
import type { ReadyFile } from './readyFile.ts';

export function announce(ready: ReadyFile, seconds: number, say: (line: string) => void): void {
  say(`\nReady after ${seconds.toFixed(1)} s.\n`);
  const row = (title: string, value: string | undefined) => {
    if (value !== undefined) say(`  ${title.padEnd(16)} ${value}`);
  };
  row('The portal', ready.web);
  row('Every part', ready.web && `${ready.web}/__/local`);
  row('Caught e-mail', ready.mail);
  row('A living demo', ready.simulatedBuyers && ready.web && `${ready.web}/__/local#simulated-buyers`);
  const accounts = Object.entries(ready.accounts);
  if (accounts.length > 0) say('\n  Demo accounts');
  for (const [role, account] of accounts) {
    row(`  ${role}`, `${account.email}   ${account.password}`);
    row('', account.phone && `its text messages: ${ready.web ?? ''}/__/local/text-messages`);
  }
  say('\nCtrl-C stops everything. Data is kept; `npm start -- --fresh` begins anew.');
}
