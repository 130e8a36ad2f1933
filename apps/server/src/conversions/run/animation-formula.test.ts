import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFormula } from './animation-formula.ts';

test.each([
  '0;0.5;1',
  'x+width/2',
  '-height',
  'x+0.5*sin(pi*$)',
  'max(abs(x-1),2)*exp(-3*$)',
  'rgb(255,0,0);hsl(0,50%,50%)',
  '#ff0000',
  'visible',
  'fade-over-color',
  'M 0 0 L 0.25 -1.5e-3 Z',
  '1--0'.replace('--', '-'),
  '',
])('%j is a formula, or a word that animations have', (text) => {
  expect(isFormula(text)).toBe(true);
});

test.each([
  'alert(1)',
  'x<!--\u2028alert(1)',
  '1//\nalert',
  'x/*y*/',
  'location--',
  '++location',
  'document.title',
  'x[0]',
  'sin(1)(2)',
  '2(3)',
  '$(1)',
  'rgb (1)(2)',
  'x=1',
  'x\u20281',
  'x\n1',
  'ѕin(1)',
  '1.constructor',
  '`x`',
  '"x"',
  '\\u0061(1)',
])('%j is not', (text) => {
  expect(isFormula(text)).toBe(false);
});

/** What evaluating a text as JavaScript did to anything but the functions of formulas. */
function deedsOf(text: string): string[] {
  const deeds: string[] = [];
  const anything: unknown = new Proxy(() => {}, {
    apply: () => deeds.push('called'),
    construct: () => {
      deeds.push('made');
      return {};
    },
    set: (_target, name) => deeds.push(`set ${String(name)}`) > 0,
    get: (_target, name) => {
      if (name === Symbol.toPrimitive) return () => 1;
      deeds.push(`read ${String(name)}`);
      return anything;
    },
  });
  const functions = new Map(
    'abs sqrt asin acos atan sin cos tan exp log min max rgb prgb hsl'
      .split(' ')
      .map((name) => [name, () => 1]),
  );
  const world = new Proxy(
    {},
    {
      // Nothing of the real world is found.
      has: () => true,
      get: (_target, name) =>
        name === Symbol.unscopables ? undefined : (functions.get(String(name)) ?? anything),
      set: (_target, name) => deeds.push(`set ${String(name)}`) > 0,
      deleteProperty: (_target, name) => deeds.push(`deleted ${String(name)}`) > 0,
    },
  );
  try {
    new Function('world', `with (world) { return (${text}\n) }`)(world);
  } catch {
    // Many are no JavaScript at all.
  }
  try {
    new Function('world', `with (world) { ${text}\n }`)(world);
  } catch {
    // As above.
  }
  return deeds.filter((deed) => deed !== 'made');
}

const WORDS = [
  'alert',
  'document',
  'location',
  'sin',
  'max',
  'x',
  '$',
  'new',
  'delete',
  'void',
  'typeof',
  'in',
  'of',
];
const MARKS = [
  ...'()[]{}<>+-*/%=!?:;,.#&|^~@`\'"\\ ',
  '\n',
  '\u2028',
  '\u00a0',
  '//',
  '/*',
  '*/',
  '<!--',
  '-->',
  '=>',
  '++',
  '--',
];

test('evaluating what passes calls nothing but the functions of formulas, and sets nothing', () => {
  const text = fc
    .array(fc.constantFrom(...WORDS, ...MARKS, '1', '2.5', '0x1', '1e3'), { maxLength: 12 })
    .map((parts) => parts.join(''));
  let passed = 0;
  fc.assert(
    fc.property(text, (formula) => {
      if (!isFormula(formula)) return;
      passed++;
      expect([formula, deedsOf(formula)]).toEqual([formula, []]);
    }),
    { numRuns: 20_000 },
  );
  // Otherwise nothing was evaluated.
  expect(passed).toBeGreaterThan(100);
  expect(deedsOf('alert(1)')).toEqual(['called', 'called']);
  expect(deedsOf('location--')).not.toEqual([]);
});
