import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFormula } from './animation-formula.ts';

test.each([
  '0;0.5;1',
  'x+width/2',
  '-height',
  'x+0.5*sin(pi*$)',
  'max( abs(x-1), 2 )*exp(-3*$)',
  '(x+-1)*-1.5e-3',
  '.5,1',
  'rgb(255,0,0);hsl(0,50%,50%);rgb(10%, 20%, 30%)',
  '#ff0000',
  'visible',
  'fade-over-color',
  '',
])('%j is a formula, or a word that animations have', (text) => {
  expect(isFormula(text)).toBe(true);
});

test.each([
  'alert(1)',
  // LibreOffice's script takes out the first percent signs of a color.
  'alert%(1),1/%/hsl(0,5%,5%)',
  'rgb(1,2,3),alert%(1),1/%/rgb(1%,2%,3%)',
  'alert(1),rgb(1,2,3)',
  'location+%+,rgb(1,2,3)',
  'x%y',
  'x<!--\u2028alert(1)',
  '1//\nalert',
  'x/*y*/',
  'location--',
  '++location',
  '- -x',
  'x y',
  '1 sin(1)',
  'document.title',
  'document+1',
  'x[0]',
  'sin(1)(2)',
  '2(3)',
  '$(1)',
  '(x)(1)',
  'sin+1',
  'sin()',
  'rgb (1)(2)',
  'rgb(x,1,2)',
  'x=1',
  'x\u20281',
  'x\n1',
  'ѕin(1)',
  '1.constructor',
  '`x`',
  '"x"',
  '\\u0061(1)',
  '(1',
  '1)',
])('%j is not', (text) => {
  expect(isFormula(text)).toBe(false);
});

/** What LibreOffice's script evaluates: of a text, or of each part of it, as a number and as a color. */
function evaluatedFor(text: string): string[] {
  return [text, ...text.split(';'), ...text.split(/[;,]/)].flatMap((part) => [
    asNumber(part),
    ...asColor(part),
  ]);
}

function asNumber(text: string): string {
  return text
    .replace(/abs|sqrt|asin|acos|atan|sin|cos|tan|exp|log|min|max/g, 'Math.$&')
    .replace(/pi(?!\w)/g, 'Math.PI')
    .replace(/e(?!\w)/g, 'Math.E')
    .replace(/\$/g, '__PARAM0__');
}

/** It looks for a color anywhere in the text, and evaluates all of it. */
function asColor(text: string): string[] {
  const without = (count: number) =>
    Array.from({ length: count }).reduce<string>((rest) => rest.replace('%', ''), text);
  if (/hsl\( *[-+]?\d+ *, *[-+]?\d+% *, *[-+]?\d+% *\)/.test(text)) return [without(2)];
  if (/rgb\( *[-+]?\d+ *, *[-+]?\d+ *, *[-+]?\d+ *\)/.test(text)) return [text];
  if (/rgb\( *[-+]?\d+% *, *[-+]?\d+% *, *[-+]?\d+% *\)/.test(text)) return [`p${without(3)}`];
  return [];
}

const MATH = Object.freeze({
  ...Object.fromEntries(
    'abs sqrt asin acos atan sin cos tan exp log min max'.split(' ').map((name) => [name, () => 1]),
  ),
  PI: 3,
  E: 2,
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
  const known = new Map<string, unknown>([
    ...Object.entries(MATH),
    ...['rgb', 'prgb', 'hsl'].map((name) => [name, () => 1] as const),
    ['Math', MATH],
  ]);
  const world = new Proxy(
    {},
    {
      // Nothing of the real world is found.
      has: () => true,
      get: (_target, name) => {
        if (name === Symbol.unscopables) return undefined;
        // A word that LibreOffice's script has torn apart: no page has such a variable.
        if (/.Math$/.test(String(name))) throw new ReferenceError(String(name));
        return known.get(String(name)) ?? anything;
      },
      set: (_target, name) => deeds.push(`set ${String(name)}`) > 0,
      deleteProperty: (_target, name) => deeds.push(`deleted ${String(name)}`) > 0,
    },
  );
  for (const body of [`return (${text}\n)`, text]) {
    try {
      new Function('world', `with (world) { ${body}\n }`)(world);
    } catch {
      // Many are no JavaScript at all.
    }
  }
  return deeds;
}

const allDeedsOf = (text: string) => evaluatedFor(text).flatMap(deedsOf);

const NAMES =
  'alert document location sin max x $ pi e new delete void typeof in of rgb hsl hsl(0,5%,5%) rgb(1%,2%,3%) rgb(1,2,3)';
const PAIRS = '// /* */ <!-- --> => ++ -- /% %/ %( )( )% 1 2.5 0x1 1e3';
const MARKS = [...'()[]{}<>+-*/%=!?:;,.#&|^~@`\'"\\ ', '\n', '\u2028', '\u00a0', ...PAIRS.split(' ')];

/** An expression, and what it is worth, by an evaluator of our own. */
interface Expression {
  readonly text: string;
  readonly value: number;
}

const expression = fc.letrec<{ any: Expression; leaf: Expression; binary: Expression; call: Expression }>(
  (tie) => ({
    any: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('leaf'), tie('binary'), tie('call')),
    leaf: fc.oneof(
      fc.integer({ min: 0, max: 99 }).map((value) => ({ text: String(value), value })),
      fc.constantFrom(
        { text: 'pi', value: Math.PI },
        { text: 'e', value: Math.E },
        { text: '$', value: 0.25 },
      ),
      fc.constantFrom({ text: 'x', value: 0.5 }, { text: 'height', value: 2 }),
    ),
    binary: fc
      .tuple(tie('any'), fc.constantFrom('+', '-', '*', ' * ', ' - '), tie('any'))
      .map(([left, operator, right]) => ({
        text: `(${left.text}${operator}${right.text})`,
        value:
          operator.trim() === '+'
            ? left.value + right.value
            : operator.trim() === '-'
              ? left.value - right.value
              : left.value * right.value,
      })),
    call: fc.oneof(
      tie('any').map(({ text, value }) => ({ text: `abs(${text})`, value: Math.abs(value) })),
      tie('any').map(({ text, value }) => ({ text: `(-cos( ${text} ))`, value: -Math.cos(value) })),
      fc.tuple(tie('any'), tie('any')).map(([one, other]) => ({
        text: `max(${one.text},${other.text})`,
        value: Math.max(one.value, other.value),
      })),
    ),
  }),
).any;

test('what calculates passes, and is worth what it says once LibreOffice’s script has rewritten it', () => {
  fc.assert(
    fc.property(expression, ({ text, value }) => {
      expect([text, isFormula(text)]).toEqual([text, true]);
      const [rewritten = ''] = evaluatedFor(text);
      const result = new Function('x', 'height', '__PARAM0__', `return ${rewritten}`)(0.5, 2, 0.25);
      expect(result).toBeCloseTo(value, 6);
    }),
    { numRuns: 500 },
  );
});

test('evaluating what passes, as LibreOffice’s script rewrites it, calls nothing but the functions of formulas, and sets nothing', () => {
  const loose = fc.array(fc.constantFrom(...NAMES.split(' '), ...MARKS), { maxLength: 12 });
  const formula = expression.map(({ text }) => [text]);
  const text = fc
    .oneof(
      loose,
      fc.tuple(formula, loose, formula).map((pieces) => pieces.flat()),
    )
    .map((pieces) => pieces.join(''));
  let passed = 0;
  fc.assert(
    fc.property(text, (candidate) => {
      if (!isFormula(candidate)) return;
      passed++;
      expect([candidate, allDeedsOf(candidate)]).toEqual([candidate, []]);
    }),
    { numRuns: 20_000 },
  );
  // Otherwise nothing was evaluated.
  expect(passed).toBeGreaterThan(100);
  expect(allDeedsOf('alert(1)')).toContain('called');
  expect(allDeedsOf('alert%(1),1/%/hsl(0,5%,5%)')).toContain('called');
  expect(allDeedsOf('location--')).not.toEqual([]);
});
