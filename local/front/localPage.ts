/**
 * The page `/__/local`: what runs on this machine, where, and who can sign in. It stands apart from the front's own work, under
 * the path that Hosting keeps for itself, so that it can never hide a page of the product.
 * No IO.
 */
import { panelScript, panelStyle } from './buyersPanel.ts';
import { escapeHtml } from './escapeHtml.ts';
import { renderLocalShell } from './localShell.ts';
import { textMessagesPath } from './textMessages.ts';

export interface LocalPart {
  name: string;
  origin: string;
  about: string;
}
export interface LocalParts {
  parts: LocalPart[];
  accounts?: Record<string, { email: string; password: string; phone?: string }>;
}

/** Reads the environment's LOCAL_PARTS; nothing set is an empty page. */
export function readLocalParts(text: string | undefined): LocalParts {
  return text === undefined || text === '' ? { parts: [] } : (JSON.parse(text) as LocalParts);
}

/** `buyersPanel`: the switch of the simulated buyers, where that part runs. */
export function renderLocalPage({ parts, accounts = {} }: LocalParts, buyersPanel = ''): string {
  const partItems = parts.map(
    ({ name, origin, about }) => `
      <li><a href="${escapeHtml(origin)}"><b>${escapeHtml(name)}</b><span>${escapeHtml(about)}</span><code>${escapeHtml(origin)}</code></a></li>`,
  );
  const accountItems = Object.entries(accounts).map(
    ([role, { email, password, phone }]) => `
      <div><dt>${escapeHtml(role)}</dt><dd><code>${escapeHtml(email)}</code></dd><dd><code>${escapeHtml(password)}</code></dd>${
        phone === undefined
          ? ''
          : `<dd class="more">Then a code by text message, to ${escapeHtml(phone)}: <a class="inline" href="${textMessagesPath}">read it here</a></dd>`
      }</div>`,
  );
  return renderLocalShell({
    title: 'This machine',
    style: panelStyle,
    script: panelScript,
    main: `<h1>This machine</h1>
      <p>Everything that the portal needs runs here, on loopback. Nothing on these pages leaves it.</p>${buyersPanel}
      <h2 id="parts">Parts</h2>
      <ul aria-labelledby="parts">${partItems.join('')}</ul>
      ${accountItems.length === 0 ? '' : `<h2>Accounts: e-mail and password</h2><dl>${accountItems.join('')}</dl>`}`,
  });
}
