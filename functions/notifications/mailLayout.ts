/**
 * The building blocks of the house's mail: the page with its masthead and footer, facts, captions, buttons, rules.
 * Tables and inline styles, because that is what survives Outlook and Gmail; columns that wrap by themselves, because
 * some phones ignore media queries. No IO.
 */
import type { Locale } from '@fashionista/domain/locale';
import { Html, html } from './html.ts';
import { pageWidthPx, styles, styleSheet } from './mailTheme.ts';

const brand = 'Fashionista Portal';

/** Keeps what follows the preheader out of the preview line of inboxes. */
const previewFiller = new Html('&#847;&zwnj;&nbsp;'.repeat(60));

/** Tables here are for layout: a screen reader must not announce them. */
const layoutTable = (rows: Html | readonly Html[]): Html =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
    ${rows}
  </table>`;

export const row = (content: Html | readonly Html[], paddingTopPx = 0): Html =>
  html`<tr>
    <td class="gutter" style="padding:${paddingTopPx}px 40px 0 40px;">${content}</td>
  </tr>`;

export const hairline = (paddingTopPx: number): Html =>
  row(html`<div class="hairline" style="${styles.hairline}">&nbsp;</div>`, paddingTopPx);

const rule = (paddingTopPx: number): Html =>
  row(html`<div class="rule" style="${styles.rule}">&nbsp;</div>`, paddingTopPx);

export const caption = (text: string): Html => html`<p class="soft" style="${styles.caption}">${text}</p>`;

export const accentCaption = (text: string): Html =>
  html`<p class="accent" style="${styles.accentCaption}">${text}</p>`;

export const headline = (text: string): Html =>
  html`<h1 class="ink headline" style="${styles.headline}">${text}</h1>`;

export const title = (text: string): Html => html`<h2 class="ink" style="${styles.title}">${text}</h2>`;

export const lead = (text: string): Html => html`<p class="ink" style="${styles.lead}">${text}</p>`;

export const paragraph = (text: string): Html => html`<p class="ink" style="${styles.text}">${text}</p>`;

export const softLine = (text: string): Html => html`<p class="soft" style="${styles.soft}">${text}</p>`;

export const link = (address: string, text: string): Html =>
  html`<a class="ink" href="${address}" style="${styles.link}">${text}</a>`;

export const button = (address: string, text: string): Html =>
  html`<a class="button" href="${address}" style="${styles.button}">${text}</a>`;

/** A named fact; each line of its value below the other, the first `strong` of them in full ink. */
export const fact = (name: string, lines: readonly string[], strong = 1): Html =>
  factOf(
    name,
    lines.map((line, i) =>
      i < strong
        ? html`<p class="ink" style="${styles.text}">${line}</p>`
        : html`<p class="soft" style="${styles.soft}">${line}</p>`,
    ),
  );

export const orderFact = (name: string, orderNumber: string, address: string): Html =>
  factOf(name, [
    html`<p style="margin:0;">
      <a class="ink" href="${address}" style="${styles.number}">${orderNumber}</a>
    </p>`,
  ]);

const factOf = (name: string, value: readonly Html[]): Html =>
  html`<tr>
    <td class="fact-name" width="150" valign="top" style="padding:3px 16px 18px 0;">${caption(name)}</td>
    <td class="fact-value" valign="top" style="padding:0 0 18px 0;">${value}</td>
  </tr>`;

export const facts = (rows: readonly Html[]): Html => layoutTable(rows);

/** A line of a bill: what, and how much at the right. */
export const billLine = (what: Html, amount: Html, paddingTopPx: number): Html =>
  html`<tr>
    <td valign="baseline" style="padding:${paddingTopPx}px 16px 0 0;">${what}</td>
    <td valign="baseline" align="right" style="padding:${paddingTopPx}px 0 0 0;white-space:nowrap;">
      ${amount}
    </td>
  </tr>`;

export const bill = (lines: readonly Html[]): Html => layoutTable(lines);

/**
 * Two columns that stand side by side where there is room for both, and below each other where there is not. Outlook
 * on Windows knows neither: it gets a table in comments of its own.
 */
export const twoColumns = (start: Html, startWidthPx: number, end: Html, endWidthPx: number): Html =>
  html`<div style="font-size:0;">
    <!--[if mso]><table role="presentation" width="100%"><tr><td valign="top" width="${startWidthPx}"><![endif]-->
    <div style="display:inline-block;width:100%;max-width:${startWidthPx}px;vertical-align:top;">
      ${start}
    </div>
    <!--[if mso]></td><td valign="top" width="${endWidthPx}"><![endif]-->
    <div style="display:inline-block;width:100%;max-width:${endWidthPx}px;vertical-align:top;">${end}</div>
    <!--[if mso]></td></tr></table><![endif]-->
  </div>`;

export interface Page {
  locale: Locale;
  /** What the browser's tab and some readers call it. */
  title: string;
  /** What inboxes show beside the subject. */
  preheader: string;
  homeAddress: string;
  footer: string;
  rows: readonly Html[];
}

const head = (pageTitle: string): Html =>
  html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="supported-color-schemes" content="light dark" />
    <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
    <title>${pageTitle}</title>
    <style>
      ${new Html(styleSheet)}
    </style>
  </head>`;

const masthead = (homeAddress: string): Html =>
  row(
    html`<p style="${styles.masthead}">
      <a class="ink" href="${homeAddress}" style="${styles.masthead}text-decoration:none;">${brand}</a>
    </p>`,
    28,
  );

/** The whole document. */
export function renderPage(page: Page): string {
  const rows = [
    masthead(page.homeAddress),
    rule(16),
    ...page.rows,
    hairline(40),
    row(html`<p class="soft" style="${styles.soft}padding-bottom:40px;">${page.footer}</p>`, 20),
  ];
  return html`<!doctype html>
    <html lang="${page.locale}" dir="ltr">
      ${head(page.title)}
      <body class="surround" style="${styles.body}">
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;">
          ${page.preheader}${previewFiller}
        </div>
        <table role="presentation" class="surround" width="100%" cellpadding="0" cellspacing="0" border="0">
          <tr>
            <td align="center">
              <!--[if mso]><table role="presentation" width="${pageWidthPx}"><tr><td><![endif]-->
              <table
                role="presentation"
                class="page"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                border="0"
                align="center"
                style="${styles.page}max-width:${pageWidthPx}px;text-align:left;"
              >
                ${rows}
              </table>
              <!--[if mso]></td></tr></table><![endif]-->
            </td>
          </tr>
        </table>
      </body>
    </html>`.markup.replace(/\n\s+/g, '\n');
}
