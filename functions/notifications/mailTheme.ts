/**
 * The house's look for mail: colours, type and the styles of every part, written out as mail clients need them. Light
 * is inline on the elements; dark, and what a phone changes, is in one style sheet that clients without it can miss.
 * The colours are web's tokens; `mailTheme.test.ts` holds each pair that carries text to WCAG AA. No IO.
 */

export interface Palette {
  paper: string;
  surround: string;
  ink: string;
  inkSoft: string;
  hairline: string;
  accent: string;
}

export const light: Palette = {
  paper: '#f4efe6',
  surround: '#eae3d6',
  ink: '#17130f',
  inkSoft: '#5c5348',
  hairline: '#cdc3b2',
  accent: '#a01f17',
};

export const dark: Palette = {
  paper: '#12100e',
  surround: '#12100e',
  ink: '#ece5d9',
  inkSoft: '#aba195',
  hairline: '#3a342d',
  accent: '#ff7256',
};

const displayFace = `'Bodoni Moda Variable','Bodoni Moda','Bodoni 72','Bodoni MT',Didot,'Didot LT STD','Playfair Display',Georgia,'Times New Roman',serif`;
const textFace = `'Instrument Sans Variable','Instrument Sans','Helvetica Neue',Helvetica,Arial,sans-serif`;
const numberFace = `ui-monospace,'SF Mono',Menlo,Consolas,'Liberation Mono',monospace`;

/** The page is never wider than this. */
export const pageWidthPx = 600;

/** Inline styles by part. Everything is square. */
export const styles = {
  body: `margin:0;padding:0;background:${light.surround};color:${light.ink};font-family:${textFace};-webkit-text-size-adjust:100%;`,
  page: `background:${light.paper};color:${light.ink};`,
  masthead: `margin:0;font-family:${displayFace};font-size:20px;line-height:24px;letter-spacing:-0.2px;color:${light.ink};`,
  caption: `margin:0;font-family:${textFace};font-size:12px;line-height:18px;letter-spacing:1.1px;text-transform:uppercase;font-weight:500;color:${light.inkSoft};`,
  accentCaption: `margin:0;font-family:${textFace};font-size:12px;line-height:18px;letter-spacing:1.1px;text-transform:uppercase;font-weight:500;color:${light.accent};`,
  headline: `margin:0;font-family:${displayFace};font-weight:400;font-size:46px;line-height:48px;letter-spacing:-0.9px;color:${light.ink};overflow-wrap:break-word;word-break:break-word;`,
  title: `margin:0;font-family:${displayFace};font-weight:400;font-size:28px;line-height:32px;letter-spacing:-0.3px;color:${light.ink};overflow-wrap:break-word;word-break:break-word;`,
  lead: `margin:0;font-family:${textFace};font-size:18px;line-height:27px;color:${light.ink};overflow-wrap:break-word;word-break:break-word;`,
  text: `margin:0;font-family:${textFace};font-size:16px;line-height:24px;color:${light.ink};overflow-wrap:break-word;word-break:break-word;`,
  soft: `margin:0;font-family:${textFace};font-size:14px;line-height:21px;color:${light.inkSoft};overflow-wrap:break-word;word-break:break-word;`,
  number: `font-family:${numberFace};font-size:14px;line-height:24px;color:${light.ink};word-break:break-all;`,
  amount: `margin:0;font-family:${displayFace};font-size:28px;line-height:32px;color:${light.ink};white-space:nowrap;`,
  link: `color:${light.ink};text-decoration:underline;text-underline-offset:3px;`,
  button: `display:inline-block;padding:14px 28px;border:1px solid ${light.ink};background:${light.ink};color:${light.paper};font-family:${textFace};font-size:16px;line-height:20px;text-decoration:none;`,
  hairline: `border-top:1px solid ${light.hairline};font-size:0;line-height:0;height:0;`,
  rule: `border-top:1px solid ${light.ink};font-size:0;line-height:0;height:0;`,
} as const;

/**
 * Classes stand for what the dark theme and the phone change. `[data-ogsc]` is how Outlook's own dark mode names what
 * it has recoloured. QR pictures bring their own white.
 */
export const styleSheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark;}
a:focus-visible{outline:2px solid currentColor;outline-offset:3px;}
@media (max-width:480px){
.gutter{padding-left:20px !important;padding-right:20px !important;}
.headline{font-size:38px !important;line-height:41px !important;}
.fact-name,.fact-value{display:block !important;width:auto !important;}
.fact-name{padding-bottom:2px !important;}
.fact-value{padding-top:0 !important;}
}
@media (prefers-color-scheme:dark){
.surround{background:${dark.surround} !important;}
.page{background:${dark.paper} !important;}
.ink{color:${dark.ink} !important;}
.soft{color:${dark.inkSoft} !important;}
.accent{color:${dark.accent} !important;}
.hairline{border-color:${dark.hairline} !important;}
.rule{border-color:${dark.ink} !important;}
.button{background:${dark.ink} !important;border-color:${dark.ink} !important;color:${dark.paper} !important;}
}
[data-ogsc] .ink{color:${dark.ink} !important;}
[data-ogsc] .soft{color:${dark.inkSoft} !important;}
[data-ogsc] .accent{color:${dark.accent} !important;}
`;
