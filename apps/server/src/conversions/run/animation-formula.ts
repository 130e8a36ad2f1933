/** What LibreOffice's formulas may call, and what they may read. */
const FUNCTIONS = new Set('abs sqrt asin acos atan sin cos tan exp log min max'.split(' '));
const VARIABLES = new Set('x y width height pi e $'.split(' '));

const TOKEN = /(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+)|([a-z]+|\$)|([-+*/,()])/y;

/** Such as `visible` or `fade-over-color`: it calls and changes nothing even if it is evaluated. */
const WORD = /^[A-Za-z]\w*(?:-[A-Za-z]\w*)*$/;

const NUMBER = ' *-?\\d+ *';
const PERCENT = ' *-?\\d+% *';
const COLOR = new RegExp(
  `^(?:#[\\da-fA-F]{6}|rgb\\(${NUMBER},${NUMBER},${NUMBER}\\)|rgb\\(${PERCENT},${PERCENT},${PERCENT}\\)|hsl\\(${NUMBER},${PERCENT},${PERCENT}\\))$`,
);

/**
 * Whether a text is a list of formulas that only calculate, colors and words, as in LibreOffice's animations. Its script rewrites them (it
 * takes out percent signs, for one) and then evaluates them as JavaScript in the page, and they come from a stranger.
 */
export function isFormula(text: string): boolean {
  return text
    .split(';')
    .map((part) => part.replace(/^ +| +$/g, ''))
    .every((part) => part === '' || WORD.test(part) || isColor(part) || isArithmetic(part));
}

/** LibreOffice's script evaluates the colors of shapes too. */
export function isColor(text: string): boolean {
  return COLOR.test(text);
}

/** Operands with operators between them. So no two tokens can be a comment, a count up or down, or a call of what is no function. */
function isArithmetic(text: string): boolean {
  let depth = 0;
  let before = '';
  let wantsOperand = true;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    while (text[TOKEN.lastIndex] === ' ') TOKEN.lastIndex++;
    const [token = '', number, name] = TOKEN.exec(text) ?? [];
    const isCalled = FUNCTIONS.has(before);
    if (token === '' || isCalled !== (token === '(' && before !== '' && /\w/.test(before))) return false;
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (depth < 0) return false;
    if (number !== undefined || name !== undefined || token === '(') {
      if (!wantsOperand && !isCalled) return false;
      if (name !== undefined && !FUNCTIONS.has(name) && !VARIABLES.has(name)) return false;
      wantsOperand = token === '(';
    } else if (token === ')') {
      if (wantsOperand) return false;
    } else {
      const isSign = (token === '-' || token === '+') && token !== before;
      if (wantsOperand && !isSign) return false;
      wantsOperand = true;
    }
    before = token;
  }
  return depth === 0 && !wantsOperand && !FUNCTIONS.has(before);
}
