import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';
import { isColor, isFormula } from './animation-formula.ts';

export const SVG = 'http://www.w3.org/2000/svg';
const ANIMATION = 'urn:oasis:names:tc:opendocument:xmlns:animation:1.0';
const SMIL = 'http://www.w3.org/2001/SMIL20/';
const PRESENTATION = 'http://sun.com/xmlns/staroffice/presentation';
const EXPORT = 'http://xml.openoffice.org/svg/export';
const XLINK = 'http://www.w3.org/1999/xlink';
const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

const NAMESPACES = new Set([SVG, ANIMATION, SMIL, PRESENTATION, EXPORT, XLINK, XML]);

/** What LibreOffice draws with. */
const ELEMENTS = new Set(
  (
    'svg g defs title desc path rect line polyline polygon circle ellipse text tspan textPath image use a symbol marker clipPath mask ' +
    'pattern linearGradient radialGradient stop font font-face missing-glyph glyph'
  ).split(' '),
);

/** How LibreOffice animates. */
const ANIMATIONS = new Set(
  'par seq set iterate animate animateMotion animateColor animateTransform transitionFilter audio command'.split(
    ' ',
  ),
);

const ATTRIBUTES = new Set(
  (
    'id class x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy d points width height rotate transform viewBox preserveAspectRatio version ' +
    'fill fill-opacity fill-rule color opacity visibility display overflow stroke stroke-width stroke-opacity stroke-linejoin ' +
    'stroke-linecap stroke-miterlimit stroke-dasharray stroke-dashoffset clip-path clip-rule clipPathUnits mask maskUnits ' +
    'maskContentUnits patternUnits patternContentUnits patternTransform gradientUnits gradientTransform spreadMethod offset ' +
    'stop-color stop-opacity marker-start marker-mid marker-end markerWidth markerHeight markerUnits refX refY orient ' +
    'font-family font-size font-style font-weight font-variant font-stretch letter-spacing word-spacing text-anchor ' +
    'text-decoration text-rendering textLength lengthAdjust startOffset writing-mode direction unicode-bidi ' +
    'dominant-baseline baseline-shift image-rendering shape-rendering style unicode glyph-name horiz-adv-x units-per-em ascent descent'
  ).split(' '),
);

/** The namespace in which LibreOffice tells its script of slides, fields and numbering. */
const EXPORTED = new Set(
  (
    'number-of-slides start-slide-number page-numbering-type numbering-type use-positioned-chars slide master display-name name id-list ' +
    'slide-duration has-transition has-custom-background background-visibility master-objects-visibility page-number-visibility ' +
    'date-time-visibility footer-visibility header-visibility date-time-field footer-field header-field date-time-format text-adjust'
  ).split(' '),
);

/** Of a shape. Besides these, `none`, a name or a part of the slides. */
const COLORS = new Set('fill stroke color stop-color'.split(' '));

/** Of an animation: what LibreOffice's script evaluates as JavaScript. */
const EVALUATED = new Set('values from to by formula'.split(' '));

/** Only what LibreOffice writes passes: all other elements, with what is in them, are left out. */
export function isKnownElement({ uri, local }: SaxesTagNS): boolean {
  return (uri === SVG && ELEMENTS.has(local)) || (uri === ANIMATION && ANIMATIONS.has(local));
}

export function isHarmless({ uri, local, value }: SaxesAttributeNS, tag: SaxesTagNS): boolean {
  if (uri === XMLNS) return NAMESPACES.has(value);
  if (uri === XML) return local === 'space' || local === 'lang';
  if (local === 'href' && (uri === XLINK || uri === '')) return isHarmlessLink(value, tag);
  if (local.toLowerCase().startsWith('on') || local === 'href') return false;
  if (tag.uri === ANIMATION) return isHarmlessAnimation(uri, local, value);
  if (uri === EXPORT) return EXPORTED.has(local);
  if (uri === '' && COLORS.has(local)) return isColor(value) || /^(?:[A-Za-z]+|url\(#[\w-]+\))$/.test(value);
  return uri === '' && ATTRIBUTES.has(local) && isHarmlessStyle(value);
}

function isHarmlessAnimation(uri: string, local: string, value: string): boolean {
  if (![SMIL, PRESENTATION, ANIMATION, SVG, ''].includes(uri)) return false;
  if (EVALUATED.has(local)) return isFormula(value);
  // Such as `id7.click+0.5s`, or a path: they are compared and parsed.
  return /^[\w.,+\-;:()# ]*$/.test(value);
}

/** No address but within the slides, and nothing that hides one from this check. */
function isHarmlessStyle(value: string): boolean {
  return !/[\\@]|\/\*|image\s*\(|-set\s*\(|url\s*\((?!#[\w-]+\))/i.test(value);
}

function isHarmlessLink(link: string, { local }: SaxesTagNS): boolean {
  if (link.startsWith('#')) return true;
  if (local === 'a') return /^https?:\/\/|^mailto:/i.test(link);
  return local === 'image' && /^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=\s]*$/.test(link);
}
