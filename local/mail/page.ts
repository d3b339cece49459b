/**
 * The page that shows caught mail: a list beside the mail that is read. One file without a build, since it is a tool of the
 * machine and not of the product. The address of a mail is `#id`; arrows, j and k walk through the list.
 * No IO.
 */
const STYLE = `
  :root { color-scheme: light dark; --paper: #f7f3ec; --sheet: #fffdf9; --ink: #1a1714; --quiet: #6a6157; --line: #d8d0c4; --accent: #8c1c2b; }
  @media (prefers-color-scheme: dark) {
    :root { --paper: #16130f; --sheet: #1e1a15; --ink: #ece5d8; --quiet: #a79c8d; --line: #38322a; --accent: #e8877a; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100dvh; display: grid; grid-template: auto 1fr / minmax(16rem, 24rem) 1fr; background: var(--paper);
    color: var(--ink); font: 1rem/1.5 'Instrument Sans', ui-sans-serif, system-ui, sans-serif; }
  header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: baseline; padding: 1.25rem 1.5rem;
    border-bottom: 1px solid var(--line); }
  h1 { font: 400 2rem/1 'Bodoni Moda', 'Bodoni 72', Didot, serif; letter-spacing: -0.02em; margin: 0; }
  #state { color: var(--quiet); margin: 0 auto 0 0; }
  button { font: inherit; color: var(--ink); background: none; border: 1px solid var(--line); padding: 0.35rem 0.9rem; cursor: pointer; }
  button:hover { border-color: var(--ink); }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
  ol, ul { list-style: none; margin: 0; padding: 0; }
  nav { border-right: 1px solid var(--line); overflow-y: auto; max-height: calc(100dvh - 4.6rem); }
  nav a { display: block; padding: 0.9rem 1.5rem; color: inherit; text-decoration: none; border-bottom: 1px solid var(--line);
    border-left: 3px solid transparent; }
  nav a:hover { background: var(--sheet); }
  nav a[aria-current] { background: var(--sheet); border-left-color: var(--accent); }
  nav b { display: block; font-weight: 600; overflow-wrap: anywhere; }
  nav small, dd, dt, .empty { color: var(--quiet); }
  nav small { font-size: 0.875rem; display: block; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  main { padding: 1.5rem; display: flex; flex-direction: column; gap: 1rem; min-width: 0; max-height: calc(100dvh - 4.6rem); overflow-y: auto; }
  h2 { font: 400 1.75rem/1.15 'Bodoni Moda', 'Bodoni 72', Didot, serif; margin: 0; overflow-wrap: anywhere; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; margin: 0; } dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
  iframe { width: 100%; flex: 1 0 28rem; border: 1px solid var(--line); background: #fff; color-scheme: light; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 0.9375rem/1.55 ui-monospace, monospace; margin: 0; padding: 1.25rem;
    background: var(--sheet); border: 1px solid var(--line); }
  summary { cursor: pointer; color: var(--quiet); } details[open] summary { margin-bottom: 0.75rem; }
  main a { color: var(--accent); }
  .empty { padding: 1.5rem; margin: 0; }
  @media (max-width: 44rem) { body { grid-template: auto auto 1fr / 1fr; } nav { border-right: 0; border-bottom: 1px solid var(--line); max-height: 40dvh; } main { max-height: none; } }
`;

const SCRIPT = `
  const list = document.querySelector('ol');
  const main = document.querySelector('main');
  const state = document.querySelector('#state');
  let messages = [];
  let shown = '';

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }
  const time = (message) => new Date(message.receivedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

  function drawList() {
    const newestFirst = [...messages].reverse();
    const focused = document.activeElement?.getAttribute('href');
    list.replaceChildren(...newestFirst.map((message) => {
      const link = element('a', { href: '#' + message.id },
        element('b', {}, message.subject || '(no subject)'), element('small', {}, message.to), element('small', {}, time(message)));
      if (message.id === shown) link.setAttribute('aria-current', 'true');
      return element('li', {}, link);
    }));
    if (focused) list.querySelector('a[href="' + CSS.escape(focused) + '"]')?.focus();
    state.textContent = messages.length === 0 ? 'No mail' : messages.length === 1 ? '1 mail' : messages.length + ' mails';
    document.querySelector('#clear').hidden = messages.length === 0;
    document.title = messages.length + ' · Caught mail';
  }

  function drawMessage() {
    const wanted = location.hash.slice(1) || messages.at(-1)?.id || '';
    const message = messages.find(({ id }) => id === wanted);
    if (message && wanted === shown) return;
    shown = message ? wanted : '';
    if (!message) {
      main.replaceChildren(element('p', { class: 'empty' }, messages.length === 0
        ? 'Nothing was sent yet. What the portal sends appears here at once.' : 'This mail is gone. Choose another from the list.'));
      return;
    }
    const facts = [['To', message.to], ['From', message.from], ['At', time(message)]];
    const text = element('pre', {}, message.text);
    main.replaceChildren(
      element('h2', {}, message.subject || '(no subject)'),
      element('dl', {}, ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
      ...(message.attachments.length === 0 ? [] : [element('ul', { 'aria-label': 'Attachments' }, ...message.attachments.map((file) =>
        element('li', {}, element('a', { href: file.url + '?download' }, file.filename), ' ' + file.contentType + ', ' + file.size + ' bytes')))]),
      ...(message.html
        ? [element('iframe', { src: '/api/messages/' + message.id + '/html', title: 'The mail as sent',
            sandbox: 'allow-popups allow-popups-to-escape-sandbox' }), element('details', {}, element('summary', {}, 'As plain text'), text)]
        : [text]),
    );
  }

  async function refresh() {
    const response = await fetch('/api/messages');
    messages = await response.json();
    drawMessage();
    drawList();
  }

  const changes = new EventSource('/api/changes');
  changes.onopen = refresh;
  changes.onmessage = refresh;
  changes.onerror = () => { state.textContent = 'Reconnecting…'; };
  addEventListener('hashchange', () => { drawMessage(); drawList(); });
  document.querySelector('#clear').onclick = async () => {
    await fetch('/api/messages', { method: 'DELETE' });
    location.hash = '';
  };
  addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('main, button')) return;
    const links = [...list.querySelectorAll('a')];
    const at = links.findIndex((link) => link.hasAttribute('aria-current'));
    const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
    if (!next) return;
    event.preventDefault();
    location.hash = next.getAttribute('href');
    next.focus();
  });
`;

export const MAIL_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Caught mail</title>
    <link rel="icon" href="data:,">
    <style>${STYLE}</style>
  </head>
  <body>
    <header><h1>Caught mail</h1><p id="state" role="status">Loading…</p><button id="clear" type="button" hidden>Delete all</button></header>
    <nav aria-label="Mail, newest first"><ol></ol></nav>
    <main tabindex="-1"></main>
    <script type="module">${SCRIPT}</script>
  </body>
</html>
`;
