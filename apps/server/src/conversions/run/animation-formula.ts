/** Of LibreOffice's formulas: what they may call. */
const FUNCTIONS = new Set('abs sqrt asin acos atan sin cos tan exp log min max rgb prgb hsl'.split(' '));

/** Words of JavaScript that do something. */
const KEYWORDS = new Set(
  (
    'async await break case catch class const continue debugger default delete do else enum eval export extends finally for function ' +
    'if import in instanceof let new of return static super switch this throw try typeof using var void while with yield arguments'
  ).split(' '),
);

/** A number, a name, an operator or separator. Everything else ends the reading, white space beyond the space included. */
const TOKEN =
  / *(?:(?<number>\d+(?:\.\d+)?(?:[eE]-?\d+)?|\.\d+)|(?<name>[A-Za-z]\w*|\$)|(?<mark>[-+*/%,;:()#])) */y;

/** What may not follow directly: together they would be a comment, a count up or down, or a call of what is no function. */
const FORBIDDEN = new Set(['//', '/*', '++', '--', ')(']);

/**
 * Whether a text is a formula that only calculates, or one of the words and lists that LibreOffice's animations have beside formulas. Its
 * script evaluates them as JavaScript in the page, and they come from a stranger.
 */
export function isFormula(text: string): boolean {
  let before = '';
  let isFunction = false;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const { groups = {} } = TOKEN.exec(text) ?? {};
    const { number, name, mark } = groups;
    const token = number ?? name ?? mark;
    if (token === undefined) return false;
    if (token === '(' && before !== '' && /[\w$]$/.test(before) && !isFunction) return false;
    if (FORBIDDEN.has(before.slice(-1) + token)) return false;
    if (name !== undefined && KEYWORDS.has(name)) return false;
    isFunction = name !== undefined && FUNCTIONS.has(name);
    before = token;
  }
  return true;
}
